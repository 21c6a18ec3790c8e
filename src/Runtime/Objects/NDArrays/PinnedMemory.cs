using System.Buffers;

namespace Orleans.Ray.Objects;

/// <summary>
/// Pinned memory of the store as <see cref="Memory{T}"/>. It is given out as <see cref="ReadOnlyMemory{T}"/> alone: the store maps it without
/// the right to write. Disposing gives the pin back; every later look throws.
/// </summary>
internal sealed unsafe class PinnedMemory<T> : MemoryManager<T>
    where T : unmanaged
{
    private readonly long _offset;
    private readonly int _length;
    private PinHold? _hold;

    /// <summary>Takes over one hold.</summary>
    /// <param name="hold">The memory.</param>
    /// <param name="offset">Where it starts, in bytes.</param>
    /// <param name="length">Its length in elements.</param>
    public PinnedMemory(PinHold hold, long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + ((long)length * sizeof(T)), hold.Length, nameof(length));
        (_hold, _offset, _length) = (hold, offset, length);
    }

    // The base class would make a span to ask for its length.
    public override Memory<T> Memory => _hold is null ? throw Disposed() : CreateMemory(_length);

    public override Span<T> GetSpan()
    {
        var hold = Volatile.Read(ref _hold) ?? throw Disposed();
        return new Span<T>(hold.Pointer + _offset, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        var hold = Volatile.Read(ref _hold);
        if (hold is null || !hold.TryAdd())
        {
            throw Disposed();
        }

        return new MemoryHandle((T*)(hold.Pointer + _offset) + elementIndex, default, new Pinned(hold));
    }

    // Each handle gives its own hold back.
    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing) => Interlocked.Exchange(ref _hold, null)?.Release();

    private static ObjectDisposedException Disposed() =>
        new($"ReadOnlyMemory<{typeof(T).Name}>", "The memory of the object store behind this value was given back when it was disposed. Get the object again to read it.");

    private sealed class Pinned(PinHold hold) : IPinnable
    {
        private PinHold? _hold = hold;

        public MemoryHandle Pin(int elementIndex) => throw new NotSupportedException();

        public void Unpin() => Interlocked.Exchange(ref _hold, null)?.Release();
    }
}
