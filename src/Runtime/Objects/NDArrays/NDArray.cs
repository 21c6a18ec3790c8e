using System.Numerics;
using Orleans.Ray.Objects;

namespace Orleans.Ray;

/// <summary>Makes arrays and computes with them.</summary>
/// <remarks>The operators <c>+ - * /</c> work on two arrays of one shape, element by element, and on an array and a number.</remarks>
public static partial class NDArray
{
    /// <summary>An array of zeros.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The size of each dimension.</param>
    public static NDArray<T> Zeros<T>(params ReadOnlySpan<int> shape)
        where T : unmanaged => new(new T[NDShape.LengthOf(shape)], shape.ToArray());

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
        var elements = New<T>(shape);
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

        var length = NDShape.LengthOf(shape);
        return length == elements.Length
            ? new NDArray<T>(elements.ToArray(), shape.ToArray())
            : throw new ArgumentException($"{elements.Length} elements do not fill the shape {NDShape.Describe(shape)}, which has {length}.", nameof(elements));
    }

    /// <summary>An array whose elements are filled in, without a copy.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The size of each dimension.</param>
    /// <param name="fill">Writes the elements, in row-major order. What it does not write holds whatever was there.</param>
    /// <remarks>The place for functions of <c>System.Numerics.Tensors</c> that write to a destination. <see cref="IRay.Put{T}(ReadOnlySpan{int}, Action{Span{T}})"/> makes one in the object store.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative.</exception>
    public static NDArray<T> Create<T>(ReadOnlySpan<int> shape, Action<Span<T>> fill)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(fill);
        var elements = New<T>(shape);
        fill(elements);
        return new NDArray<T>(elements, shape.ToArray());
    }

    /// <summary>The numbers from 0 on, each one more than the last, in one dimension.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="length">How many.</param>
    public static NDArray<T> Range<T>(int length)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var elements = New<T>([length]);
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = T.CreateChecked(i);
        }

        return new NDArray<T>(elements, [length]);
    }

    /// <summary>Random numbers, evenly spread from 0 up to but not including 1.</summary>
    /// <typeparam name="T">The element type: a floating-point one.</typeparam>
    /// <param name="seed">The same seed gives the same numbers.</param>
    /// <param name="shape">The size of each dimension.</param>
    public static NDArray<T> Random<T>(int seed, params ReadOnlySpan<int> shape)
        where T : unmanaged, IFloatingPoint<T>
    {
        var random = new Random(seed);
        var elements = New<T>(shape);
        for (var i = 0; i < elements.Length; i++)
        {
            // Rounding to fewer digits can give 1, which is drawn again.
            do
            {
                elements[i] = T.CreateTruncating(random.NextDouble());
            }
            while (elements[i] >= T.One);
        }

        return new NDArray<T>(elements, shape.ToArray());
    }

    /// <summary>Random numbers of the normal distribution with mean 0 and standard deviation 1.</summary>
    /// <typeparam name="T">The element type: a floating-point one.</typeparam>
    /// <param name="seed">The same seed gives the same numbers.</param>
    /// <param name="shape">The size of each dimension.</param>
    public static NDArray<T> RandomNormal<T>(int seed, params ReadOnlySpan<int> shape)
        where T : unmanaged, IFloatingPoint<T>
    {
        var random = new Random(seed);
        var elements = New<T>(shape);
        for (var i = 0; i < elements.Length; i += 2)
        {
            // Box and Muller: two numbers at a time; 1 - x, since the logarithm of 0 is none.
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var (sin, cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
            elements[i] = T.CreateTruncating(radius * cos);
            if (i + 1 < elements.Length)
            {
                elements[i + 1] = T.CreateTruncating(radius * sin);
            }
        }

        return new NDArray<T>(elements, shape.ToArray());
    }

    private static T[] New<T>(ReadOnlySpan<int> shape)
        where T : unmanaged => GC.AllocateUninitializedArray<T>(NDShape.LengthOf(shape));
}
