using System.Numerics;
using System.Numerics.Tensors;
using Orleans.Ray.Objects;

namespace Orleans.Ray;

/// <content>All elements to one number, and products of matrices.</content>
public static partial class NDArray
{
    /// <summary>The sum of all elements.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    public static T Sum<T>(NDArray<T> x)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        using var elements = x.Read();
        return TensorPrimitives.Sum(elements.Span);
    }

    /// <summary>The mean of all elements.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    /// <exception cref="ArgumentException">The array is empty.</exception>
    public static T Mean<T>(NDArray<T> x)
        where T : unmanaged, INumberBase<T>
    {
        ThrowIfEmpty(x);
        return Sum(x) / T.CreateChecked(x.Length);
    }

    /// <summary>The least element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    /// <returns>Not a number, where one element is none.</returns>
    /// <exception cref="ArgumentException">The array is empty.</exception>
    public static T Min<T>(NDArray<T> x)
        where T : unmanaged, INumber<T>
    {
        ThrowIfEmpty(x);
        using var elements = x.Read();
        return TensorPrimitives.Min(elements.Span);
    }

    /// <summary>The greatest element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    /// <returns>Not a number, where one element is none.</returns>
    /// <exception cref="ArgumentException">The array is empty.</exception>
    public static T Max<T>(NDArray<T> x)
        where T : unmanaged, INumber<T>
    {
        ThrowIfEmpty(x);
        using var elements = x.Read();
        return TensorPrimitives.Max(elements.Span);
    }

    /// <summary>The sum of the products of elements: the scalar product of two vectors.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One array.</param>
    /// <param name="y">Another of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static T Dot<T>(NDArray<T> x, NDArray<T> y)
        where T : unmanaged, INumberBase<T>
    {
        ThrowIfShapesDiffer(x, y);
        using var left = x.Read();
        using var right = y.Read();
        return TensorPrimitives.Dot(left.Span, right.Span);
    }

    /// <summary>The square root of the sum of all squares.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    public static T Norm<T>(NDArray<T> x)
        where T : unmanaged, IRootFunctions<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        using var elements = x.Read();
        return TensorPrimitives.Norm(elements.Span);
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
        var product = new T[NDShape.LengthOf([rows, columns])];
        using var left = x.Read();
        using var right = y.Read();
        for (var row = 0; row < rows; row++)
        {
            var target = product.AsSpan(row * columns, columns);
            for (var k = 0; k < inner; k++)
            {
                // A row of y at a time: both it and the target row lie in one piece.
                TensorPrimitives.MultiplyAdd(right.Span.Slice(k * columns, columns), left.Span[(row * inner) + k], target, target);
            }
        }

        return new NDArray<T>(product, [rows, columns]);
    }

    private static void ThrowIfEmpty<T>(NDArray<T> x)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Length == 0)
        {
            throw new ArgumentException($"{x} has no elements.", nameof(x));
        }
    }
}
