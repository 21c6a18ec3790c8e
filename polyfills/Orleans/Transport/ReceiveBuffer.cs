using System.Buffers;
using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>
/// A pooled array that a connection receives into, while frames that have arrived in it are being handled. Each of
/// these users holds it once; the last to release it returns the array.
/// </summary>
internal sealed class ReceiveBuffer(int capacity)
{
    private readonly byte[] _array = ArrayPool<byte>.Shared.Rent(capacity);
    private int _holders = 1;

    /// <summary>Up to here bytes have arrived. Used by the connection's receiving side only.</summary>
    public int Filled { get; set; }

    /// <summary>Up to here they have been handed on.</summary>
    public int Handed { get; set; }

    public byte[] Array => _array;

    public int Free => _array.Length - Filled;

    public ReadOnlySpan<byte> Pending => _array.AsSpan(Handed, Filled - Handed);

    public bool IsReleased => Volatile.Read(ref _holders) == 0;

    /// <summary>A part to be read while the buffer is held.</summary>
    public ReadOnlyMemory<byte> Slice(int start, int length)
    {
#if DEBUG
        return new CheckedMemory(this).Memory.Slice(start, length);
#else
        return new ReadOnlyMemory<byte>(_array, start, length);
#endif
    }

    public void Hold() => Interlocked.Increment(ref _holders);

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            Poison();
            ArrayPool<byte>.Shared.Return(_array);
        }
    }

    [Conditional("DEBUG")]
    private void Poison() => System.Array.Fill(_array, (byte)0xDD);

#if DEBUG
    /// <summary>Throws when it is read after the buffer was given back.</summary>
    private sealed class CheckedMemory(ReceiveBuffer owner) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan()
        {
            ObjectDisposedException.ThrowIf(owner.IsReleased, owner);
            return owner._array;
        }

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException();

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
#endif
}
