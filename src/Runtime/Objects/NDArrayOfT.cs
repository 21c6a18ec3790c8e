using System.Numerics.Tensors;

namespace Orleans.Ray;

/// <summary>
/// A dense array of numbers in any number of dimensions, in row-major order. It never changes, so tasks and readers share one copy of it.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Made by <see cref="NDArray"/>, which also has the arithmetic.</remarks>
[Immutable]
public sealed class NDArray<T> : IEquatable<NDArray<T>>
    where T : unmanaged
{
    private readonly T[] _elements;
    private readonly int[] _shape;

    internal NDArray(T[] elements, int[] shape)
    {
        _elements = elements;
        _shape = shape;
    }

    /// <summary>The size of each dimension, outermost first.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The number of dimensions.</summary>
    public int Rank => _shape.Length;

    /// <summary>The number of elements.</summary>
    public int Length => _elements.Length;

    /// <summary>One element.</summary>
    /// <param name="indices">An index for each dimension.</param>
    /// <exception cref="ArgumentException">There are more or fewer indices than dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its dimension.</exception>
    public T this[params ReadOnlySpan<int> indices]
    {
        get
        {
            if (indices.Length != _shape.Length)
            {
                throw new ArgumentException($"{indices.Length} indices were given for an array of {_shape.Length} dimensions.", nameof(indices));
            }

            var offset = 0;
            for (var dimension = 0; dimension < indices.Length; dimension++)
            {
                if ((uint)indices[dimension] >= (uint)_shape[dimension])
                {
                    throw new ArgumentOutOfRangeException(nameof(indices), $"Index {indices[dimension]} is outside dimension {dimension}, which has size {_shape[dimension]}.");
                }

                offset = (offset * _shape[dimension]) + indices[dimension];
            }

            return _elements[offset];
        }
    }

    /// <summary>The elements in row-major order, in place.</summary>
    public ReadOnlySpan<T> AsSpan() => _elements;

    /// <summary>The elements as a tensor, in place: what <c>System.Numerics.Tensors</c> computes with.</summary>
    public ReadOnlyTensorSpan<T> AsTensorSpan() => new(_elements, 0, [.. _shape.Select(static size => (nint)size)], []);

    /// <summary>A copy of the elements in row-major order.</summary>
    public T[] ToArray() => [.. _elements];

    /// <summary>Whether shape and elements are the same.</summary>
    /// <param name="other">The other array.</param>
    public bool Equals(NDArray<T>? other) => other is not null && Shape.SequenceEqual(other.Shape) && AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NDArray<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Length, Rank, Length > 0 ? _elements[0] : default, Length > 0 ? _elements[^1] : default);

    /// <summary>The element type and the shape, as <c>NDArray&lt;Double&gt;(100, 100)</c>.</summary>
    public override string ToString() => $"NDArray<{typeof(T).Name}>({string.Join(", ", _shape)})";
}
