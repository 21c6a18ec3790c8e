namespace Orleans.Ray.Objects;

/// <summary>What follows from the sizes of dimensions.</summary>
internal static class NDShape
{
    /// <summary>The number of elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    /// <exception cref="OverflowException">There are more elements than an array can have.</exception>
    public static int LengthOf(ReadOnlySpan<int> shape)
    {
        var length = 1L;
        var isEmpty = false;
        foreach (var size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            isEmpty |= size == 0;
        }

        if (isEmpty)
        {
            return 0;
        }

        foreach (var size in shape)
        {
            length *= size;
            if (length > Array.MaxLength)
            {
                throw new OverflowException($"The shape {Describe(shape)} has more than {Array.MaxLength} elements, the most that one array can have. Split it.");
            }
        }

        return (int)length;
    }

    /// <summary>How many elements apart neighbours of each dimension lie, where all lie in row-major order without gaps.</summary>
    public static nint[] DenseStrides(ReadOnlySpan<int> shape)
    {
        var strides = new nint[shape.Length];
        nint stride = 1;
        for (var dimension = shape.Length - 1; dimension >= 0; dimension--)
        {
            strides[dimension] = stride;
            stride *= Math.Max(shape[dimension], 1);
        }

        return strides;
    }

    public static bool IsDense(ReadOnlySpan<int> shape, ReadOnlySpan<nint> strides)
    {
        if (shape.Contains(0))
        {
            return true;
        }

        nint expected = 1;
        for (var dimension = shape.Length - 1; dimension >= 0; dimension--)
        {
            // A dimension of one element is never stepped along.
            if (shape[dimension] != 1 && strides[dimension] != expected)
            {
                return false;
            }

            expected *= shape[dimension];
        }

        return true;
    }

    public static string Describe(ReadOnlySpan<int> shape) => $"({string.Join(", ", shape.ToArray())})";
}
