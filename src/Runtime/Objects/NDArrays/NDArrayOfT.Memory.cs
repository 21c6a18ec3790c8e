using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans.Ray.Objects;

namespace Orleans.Ray;

/// <content>
/// Where the elements lie: in a managed array, or in pinned memory of the store. The offset of the first one is in elements there, in bytes here.
/// What reads pinned memory has a hold of its own meanwhile, except for spans, which their user must keep alive through the array.
/// </content>
public sealed partial class NDArray<T>
{
    private readonly T[]? _elements;
    private readonly nint _offset;
    private PinHold? _hold;

    /// <summary>Gives the memory of the object store back, where the array was read from there. Other views of it stay as they are.</summary>
    public void Dispose() => Interlocked.Exchange(ref _hold, null)?.Release();

    /// <summary>For one who gets it from somebody who may dispose it: a view with a hold of its own on the memory.</summary>
    internal NDArray<T> Share() => _elements is null ? View(0, _shape, _strides, IsContiguous) : this;

    private PinHold Hold()
    {
        var hold = Volatile.Read(ref _hold);
        return hold is not null && hold.TryAdd() ? hold : throw Disposed();
    }

    private unsafe ref T Origin(PinHold? hold) => ref hold is null
        ? ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_elements!), _offset)
        : ref Unsafe.AsRef<T>(hold.Pointer + _offset);

    private unsafe ReadOnlySpan<T> Span(int length)
    {
        if (_elements is { } elements)
        {
            return elements.AsSpan((int)_offset, length);
        }

        var hold = Volatile.Read(ref _hold) ?? throw Disposed();
        return new ReadOnlySpan<T>(hold.Pointer + _offset, length);
    }

    private ReadOnlyMemory<T> Memory()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _hold) is null, this);
        return new ArrayMemory(this).Memory;
    }

    private NDArray<T> View(nint offset, int[] shape, nint[] strides, bool isContiguous) => _elements is null
        ? new NDArray<T>(null, Hold(), _offset + (offset * Unsafe.SizeOf<T>()), shape, strides, isContiguous)
        : new NDArray<T>(_elements, null, _offset + offset, shape, strides, isContiguous);

    private ObjectDisposedException Disposed() => new(ToString(), "The array has been disposed, so that its memory of the object store was given back. Get the object again to read it.");

    private sealed unsafe class ArrayMemory(NDArray<T> array) : MemoryManager<T>
    {
        public override Memory<T> Memory => CreateMemory(array.Length);

        public override Span<T> GetSpan()
        {
            var span = array.Span(array.Length);
            return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(span), span.Length);
        }

        public override MemoryHandle Pin(int elementIndex = 0)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)array.Length, nameof(elementIndex));
            var view = array.Share();
            return new MemoryHandle((T*)Unsafe.AsPointer(ref view.Origin(view._hold)) + elementIndex, default, new Pinned(view));
        }

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing) => array.Dispose();
    }

    private sealed class Pinned(NDArray<T> view) : IPinnable
    {
        public MemoryHandle Pin(int elementIndex) => throw new NotSupportedException();

        public void Unpin() => view.Dispose();
    }
}
