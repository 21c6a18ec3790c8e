using System.Numerics;
using System.Numerics.Tensors;

namespace Orleans.Ray;

/// <summary>Makes arrays and computes with them.</summary>
public static class NDArray
{
    /// <summary>An array of zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The size of each dimension.</param>
    public static NDArray<T> Zeros<T>(params ReadOnlySpan<int> shape)
        where T : unmanaged => new(new T[LengthOf(shape)], shape.ToArray());

    /// <summary>An array of ones.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The size of each dimension.</param>
    public static NDArray<T> Ones<T>(params ReadOnlySpan<int> shape)
        where T : unmanaged, INumberBase<T> => Full(T.One, shape);

    /// <summary>An array with one value everywhere.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="shape">The size of each dimension.</param>
    public static NDArray<T> Full<T>(T value, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        var elements = new T[LengthOf(shape)];
        elements.AsSpan().Fill(value);
        return new NDArray<T>(elements, shape.ToArray());
    }

    /// <summary>An array of given elements, which are copied.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="elements">The elements in row-major order.</param>
    /// <param name="shape">The size of each dimension; one dimension with all elements where none is given.</param>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public static NDArray<T> Create<T>(ReadOnlySpan<T> elements, params ReadOnlySpan<int> shape)
        where T : unmanaged
    {
        if (shape.IsEmpty)
        {
            return new NDArray<T>(elements.ToArray(), [elements.Length]);
        }

        return LengthOf(shape) == elements.Length
            ? new NDArray<T>(elements.ToArray(), shape.ToArray())
            : throw new ArgumentException($"{elements.Length} elements do not fill the shape ({string.Join(", ", shape.ToArray())}), which has {LengthOf(shape)}.", nameof(elements));
    }

    /// <summary>The sum, element by element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One array.</param>
    /// <param name="y">Another of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static NDArray<T> Add<T>(NDArray<T> x, NDArray<T> y)
        where T : unmanaged, INumberBase<T>
    {
        var sum = LikeBoth(x, y);
        TensorPrimitives.Add(x.AsSpan(), y.AsSpan(), sum);
        return new NDArray<T>(sum, x.Shape.ToArray());
    }

    /// <summary>The difference, element by element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One array.</param>
    /// <param name="y">Another of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static NDArray<T> Subtract<T>(NDArray<T> x, NDArray<T> y)
        where T : unmanaged, INumberBase<T>
    {
        var difference = LikeBoth(x, y);
        TensorPrimitives.Subtract(x.AsSpan(), y.AsSpan(), difference);
        return new NDArray<T>(difference, x.Shape.ToArray());
    }

    /// <summary>Every element times a number.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    /// <param name="factor">The number.</param>
    public static NDArray<T> Scale<T>(NDArray<T> x, T factor)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var scaled = new T[x.Length];
        TensorPrimitives.Multiply(x.AsSpan(), factor, scaled);
        return new NDArray<T>(scaled, x.Shape.ToArray());
    }

    /// <summary>The sum of all elements.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    public static T Sum<T>(NDArray<T> x)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return TensorPrimitives.Sum(x.AsSpan());
    }

    /// <summary>The matrix product.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">A matrix of n rows and k columns.</param>
    /// <param name="y">A matrix of k rows and m columns.</param>
    /// <returns>A matrix of n rows and m columns.</returns>
    /// <exception cref="ArgumentException">They are not matrices, or their sizes do not fit.</exception>
    public static NDArray<T> MatMul<T>(NDArray<T> x, NDArray<T> y)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Rank != 2 || y.Rank != 2 || x.Shape[1] != y.Shape[0])
        {
            throw new ArgumentException($"{x} and {y} cannot be multiplied; the columns of the first must be as many as the rows of the second.", nameof(y));
        }

        var (rows, inner, columns) = (x.Shape[0], x.Shape[1], y.Shape[1]);
        var product = new T[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            var target = product.AsSpan(row * columns, columns);
            for (var k = 0; k < inner; k++)
            {
                // A row of y at a time: both it and the target row lie in one piece.
                TensorPrimitives.MultiplyAdd(y.AsSpan().Slice(k * columns, columns), x.AsSpan()[(row * inner) + k], target, target);
            }
        }

        return new NDArray<T>(product, [rows, columns]);
    }

    private static T[] LikeBoth<T>(NDArray<T> x, NDArray<T> y)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return x.Shape.SequenceEqual(y.Shape) ? new T[x.Length] : throw new ArgumentException($"{x} and {y} have different shapes.", nameof(y));
    }

    private static int LengthOf(ReadOnlySpan<int> shape)
    {
        var length = 1;
        foreach (var size in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(size, nameof(shape));
            length = checked(length * size);
        }

        return length;
    }
}
