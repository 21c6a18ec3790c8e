using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans.Ray.Objects;

namespace Orleans.Ray;

/// <summary>
/// An array of numbers in any number of dimensions. It never changes, so tasks and readers share one copy of it: large ones lie in the node's
/// object store and are read in place.
/// </summary>
/// <typeparam name="T">The element type: numbers, or any struct without references.</typeparam>
/// <remarks>
/// <para>Made by <see cref="NDArray"/>, which also has the arithmetic. <see cref="Slice"/>, <see cref="Row"/>, <see cref="Transpose"/> and
/// <see cref="Reshape"/> give views of the same elements.</para>
/// <para>An array that was read from the object store pins its memory until it is disposed or, failing that, collected; using it after disposal
/// throws <see cref="ObjectDisposedException"/>. Views hold the memory on their own: disposing one leaves the others as they are. An array that
/// was made here has nothing to dispose.</para>
/// <para>A span does not keep its array alive. Hold the array for as long as a span of it is in use, best by <c>using</c>.</para>
/// </remarks>
[Immutable]
public sealed partial class NDArray<T> : IEquatable<NDArray<T>>, IDetachable, IDisposable
    where T : unmanaged
{
    private readonly int[] _shape;
    private readonly nint[] _strides;

    internal NDArray(T[] elements, int[] shape)
        : this(elements, null, 0, shape, NDShape.DenseStrides(shape), isContiguous: true)
    {
    }

    // Takes over one hold; offset is in bytes, and the elements must lie within the memory.
    internal NDArray(PinHold hold, long offset, int[] shape)
        : this(null, hold, (nint)offset, shape, NDShape.DenseStrides(shape), isContiguous: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + ((long)Length * Unsafe.SizeOf<T>()), hold.Length, nameof(shape));
    }

    private NDArray(T[]? elements, PinHold? hold, nint offset, int[] shape, nint[] strides, bool isContiguous)
    {
        (_elements, _hold, _offset, _shape, _strides, IsContiguous) = (elements, hold, offset, shape, strides, isContiguous);
        Length = NDShape.LengthOf(shape);
    }

    /// <summary>The size of each dimension, outermost first.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>For each dimension, how many elements apart its neighbours lie.</summary>
    public ReadOnlySpan<nint> Strides => _strides;

    /// <summary>The number of dimensions.</summary>
    public int Rank => _shape.Length;

    /// <summary>The number of elements.</summary>
    public int Length { get; }

    /// <summary>Whether the elements lie in row-major order without gaps: always, except in some views.</summary>
    public bool IsContiguous { get; }

    /// <summary>One element.</summary>
    /// <param name="indices">An index for each dimension.</param>
    /// <exception cref="ArgumentException">There are more or fewer indices than dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its dimension.</exception>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    [OverloadResolutionPriority(1)]
    public T this[params ReadOnlySpan<int> indices]
    {
        get
        {
            var offset = OffsetOf(indices);
            if (_elements is { } elements)
            {
                return elements[_offset + offset];
            }

            var hold = Hold();
            var element = Unsafe.Add(ref Origin(hold), offset);
            hold.Release();
            return element;
        }
    }

    /// <summary>The elements in row-major order, in place.</summary>
    /// <returns>A span that is valid for as long as this array is referred to and not disposed.</returns>
    /// <exception cref="InvalidOperationException">The elements of this view do not lie together; <see cref="ToArray"/> copies them, <see cref="AsTensorSpan"/> reads them in place.</exception>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public ReadOnlySpan<T> AsSpan()
    {
        ThrowIfNotContiguous();
        return Span(Length);
    }

    /// <summary>The elements in row-major order, in place, as memory that keeps this array alive.</summary>
    /// <returns>Memory that is valid until this array is disposed; looking at it later throws <see cref="ObjectDisposedException"/>.</returns>
    /// <exception cref="InvalidOperationException">The elements of this view do not lie together.</exception>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public ReadOnlyMemory<T> AsMemory()
    {
        ThrowIfNotContiguous();
        return _elements is { } elements ? elements.AsMemory((int)_offset, Length) : Memory();
    }

    /// <summary>The elements as a tensor with the strides of this view, in place: what <c>System.Numerics.Tensors</c> computes with.</summary>
    /// <returns>A tensor span that is valid for as long as this array is referred to and not disposed.</returns>
    /// <exception cref="InvalidOperationException">Tensors cannot describe this view: its steps (<see cref="Every"/>) are longer than what is left of a row.</exception>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public ReadOnlyTensorSpan<T> AsTensorSpan()
    {
        Span<nint> lengths = stackalloc nint[Rank];
        Span<nint> strides = stackalloc nint[Rank];
        nint extent = 1;
        for (var dimension = 0; dimension < Rank; dimension++)
        {
            lengths[dimension] = _shape[dimension];

            // A dimension of one element is never stepped along, which tensors write as a stride of zero.
            strides[dimension] = _shape[dimension] == 1 ? 0 : _strides[dimension];
            extent += (_shape[dimension] - 1) * _strides[dimension];
        }

        if (Length == 0)
        {
            return new ReadOnlyTensorSpan<T>(Span(0), lengths, []);
        }

        var span = Span((int)extent);
        try
        {
            return new ReadOnlyTensorSpan<T>(span, lengths, strides);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidOperationException($"This view, {this} with strides ({string.Join(", ", _strides)}), cannot be described as a tensor: the steps of one dimension reach into those of the next. Use ToArray() for a copy.", exception);
        }
    }

    /// <summary>A copy of the elements in row-major order.</summary>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public T[] ToArray()
    {
        if (Length == 0)
        {
            return [];
        }

        var copy = GC.AllocateUninitializedArray<T>(Length);
        CopyTo(copy);
        return copy;
    }

    /// <summary>Copies the elements in row-major order.</summary>
    /// <param name="destination">Where to; at least as long as this array.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="ObjectDisposedException">The array has been disposed.</exception>
    public void CopyTo(Span<T> destination)
    {
        if (destination.Length < Length)
        {
            throw new ArgumentException($"{Length} elements do not fit into a destination of {destination.Length}.", nameof(destination));
        }

        var hold = _elements is null ? Hold() : null;
        try
        {
            if (Length > 0)
            {
                Gather(ref Origin(hold), 0, destination);
            }
        }
        finally
        {
            hold?.Release();
        }
    }

    /// <summary>Whether shape and elements are the same.</summary>
    /// <param name="other">The other array.</param>
    public bool Equals(NDArray<T>? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || !Shape.SequenceEqual(other.Shape))
        {
            return false;
        }

        using var mine = Read();
        using var theirs = other.Read();
        return mine.Span.SequenceEqual(theirs.Span);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NDArray<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (Length == 0)
        {
            return HashCode.Combine(Rank);
        }

        var hold = _elements is null ? Hold() : null;
        nint last = 0;
        for (var dimension = 0; dimension < Rank; dimension++)
        {
            last += (_shape[dimension] - 1) * _strides[dimension];
        }

        var hash = HashCode.Combine(Length, Rank, Origin(hold), Unsafe.Add(ref Origin(hold), last));
        hold?.Release();
        return hash;
    }

    /// <summary>The element type and the shape, as <c>NDArray&lt;Double&gt;(100, 100)</c>.</summary>
    public override string ToString() => $"NDArray<{typeof(T).Name}>{NDShape.Describe(_shape)}";

    /// <summary>The elements in one piece, in place where they lie so, else copied.</summary>
    internal NDElements<T> Read()
    {
        if (!IsContiguous)
        {
            return new NDElements<T>(ToArray(), null);
        }

        if (_elements is { } elements)
        {
            return new NDElements<T>(elements.AsSpan((int)_offset, Length), null);
        }

        var hold = Hold();
        return new NDElements<T>(MemoryMarshal.CreateReadOnlySpan(ref Origin(hold), Length), hold);
    }

    private nint OffsetOf(ReadOnlySpan<int> indices)
    {
        if (indices.Length != _shape.Length)
        {
            throw new ArgumentException($"{indices.Length} indices were given for an array of {_shape.Length} dimensions.", nameof(indices));
        }

        nint offset = 0;
        for (var dimension = 0; dimension < indices.Length; dimension++)
        {
            if ((uint)indices[dimension] >= (uint)_shape[dimension])
            {
                throw new ArgumentOutOfRangeException(nameof(indices), $"Index {indices[dimension]} is outside dimension {dimension}, which has size {_shape[dimension]}.");
            }

            offset += indices[dimension] * _strides[dimension];
        }

        return offset;
    }

    // The part of this view from one dimension inwards, starting at origin, in row-major order; returns what is left of the destination.
    private Span<T> Gather(scoped ref T origin, int dimension, Span<T> destination)
    {
        if (IsContiguous)
        {
            MemoryMarshal.CreateReadOnlySpan(ref origin, Length).CopyTo(destination);
            return destination[Length..];
        }

        if (dimension == Rank)
        {
            destination[0] = origin;
            return destination[1..];
        }

        var (size, stride) = (_shape[dimension], _strides[dimension]);
        if (dimension < Rank - 1)
        {
            for (var index = 0; index < size; index++)
            {
                destination = Gather(ref Unsafe.Add(ref origin, index * stride), dimension + 1, destination);
            }

            return destination;
        }

        if (stride == 1)
        {
            MemoryMarshal.CreateReadOnlySpan(ref origin, size).CopyTo(destination);
        }
        else
        {
            for (var index = 0; index < size; index++)
            {
                destination[index] = Unsafe.Add(ref origin, index * stride);
            }
        }

        return destination[size..];
    }

    private void ThrowIfNotContiguous()
    {
        if (!IsContiguous)
        {
            throw new InvalidOperationException($"The elements of this view, {this} with strides ({string.Join(", ", _strides)}), do not lie together. Use ToArray() for a copy, or AsTensorSpan() to read them in place.");
        }
    }
}
