using System.Numerics;
using System.Numerics.Tensors;

namespace Orleans.Ray;

/// <content>Element by element.</content>
public static partial class NDArray
{
    private delegate void Unary<T>(ReadOnlySpan<T> x, Span<T> destination);

    private delegate void Binary<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination);

    private delegate void Scalar<T>(ReadOnlySpan<T> x, T y, Span<T> destination);

    /// <summary>The sum, element by element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One array.</param>
    /// <param name="y">Another of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static NDArray<T> Add<T>(NDArray<T> x, NDArray<T> y)
        where T : unmanaged, INumberBase<T> => Map(x, y, TensorPrimitives.Add);

    /// <summary>The difference, element by element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One array.</param>
    /// <param name="y">Another of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static NDArray<T> Subtract<T>(NDArray<T> x, NDArray<T> y)
        where T : unmanaged, INumberBase<T> => Map(x, y, TensorPrimitives.Subtract);

    /// <summary>The product, element by element; <see cref="MatMul"/> gives that of matrices.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One array.</param>
    /// <param name="y">Another of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static NDArray<T> Multiply<T>(NDArray<T> x, NDArray<T> y)
        where T : unmanaged, INumberBase<T> => Map(x, y, TensorPrimitives.Multiply);

    /// <summary>The quotient, element by element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">One array.</param>
    /// <param name="y">Another of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="DivideByZeroException">An element of <paramref name="y"/> is zero, in a type of whole numbers.</exception>
    public static NDArray<T> Divide<T>(NDArray<T> x, NDArray<T> y)
        where T : unmanaged, INumberBase<T> => Map(x, y, TensorPrimitives.Divide);

    /// <summary>Every element times a number.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    /// <param name="factor">The number.</param>
    public static NDArray<T> Scale<T>(NDArray<T> x, T factor)
        where T : unmanaged, INumberBase<T> => Map(x, factor, TensorPrimitives.Multiply);

    /// <summary>Every element with the other sign.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    public static NDArray<T> Negate<T>(NDArray<T> x)
        where T : unmanaged, INumberBase<T> => Map(x, TensorPrimitives.Negate);

    /// <summary>Every element without its sign.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    public static NDArray<T> Abs<T>(NDArray<T> x)
        where T : unmanaged, INumberBase<T> => Map(x, TensorPrimitives.Abs);

    /// <summary>e to the power of every element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    public static NDArray<T> Exp<T>(NDArray<T> x)
        where T : unmanaged, IExponentialFunctions<T> => Map(x, TensorPrimitives.Exp);

    /// <summary>The natural logarithm of every element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    public static NDArray<T> Log<T>(NDArray<T> x)
        where T : unmanaged, ILogarithmicFunctions<T> => Map(x, TensorPrimitives.Log);

    /// <summary>The square root of every element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    public static NDArray<T> Sqrt<T>(NDArray<T> x)
        where T : unmanaged, IRootFunctions<T> => Map(x, TensorPrimitives.Sqrt);

    /// <summary>The hyperbolic tangent of every element.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    public static NDArray<T> Tanh<T>(NDArray<T> x)
        where T : unmanaged, IHyperbolicFunctions<T> => Map(x, TensorPrimitives.Tanh);

    /// <summary>1 / (1 + e to the power of -x), for every element x.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="x">The array.</param>
    public static NDArray<T> Sigmoid<T>(NDArray<T> x)
        where T : unmanaged, IExponentialFunctions<T> => Map(x, static (x, destination) =>
        {
            if (!x.IsEmpty)
            {
                TensorPrimitives.Sigmoid(x, destination);
            }
        });

    private static NDArray<T> Map<T>(NDArray<T> x, Unary<T> function)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        var result = New<T>(x.Shape);
        using var elements = x.Read();
        function(elements.Span, result);
        return new NDArray<T>(result, x.Shape.ToArray());
    }

    private static NDArray<T> Map<T>(NDArray<T> x, T y, Scalar<T> function)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        var result = New<T>(x.Shape);
        using var elements = x.Read();
        function(elements.Span, y, result);
        return new NDArray<T>(result, x.Shape.ToArray());
    }

    private static NDArray<T> Map<T>(NDArray<T> x, NDArray<T> y, Binary<T> function)
        where T : unmanaged
    {
        ThrowIfShapesDiffer(x, y);
        var result = New<T>(x.Shape);
        using var left = x.Read();
        using var right = y.Read();
        function(left.Span, right.Span, result);
        return new NDArray<T>(result, x.Shape.ToArray());
    }

    private static void ThrowIfShapesDiffer<T>(NDArray<T> x, NDArray<T> y)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (!x.Shape.SequenceEqual(y.Shape))
        {
            throw new ArgumentException($"{x} and {y} have different shapes.", nameof(y));
        }
    }
}
