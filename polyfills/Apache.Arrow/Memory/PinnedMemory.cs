using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Apache.Arrow.Memory;

/// <summary>Once disposed, every view of it throws on use.</summary>
internal sealed unsafe class PinnedMemory : MemoryManager<byte>
{
    private readonly int _start;
    private readonly int _length;
    private byte[] _bytes;

    public PinnedMemory(int length, int alignment)
    {
        _bytes = GC.AllocateArray<byte>(checked(length + alignment), pinned: true);
        _length = length;
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_bytes));
        _start = alignment <= 1 ? 0 : (int)(((nuint)alignment - (address % (nuint)alignment)) % (nuint)alignment);
    }

    private byte[] Bytes => _bytes ?? throw new ObjectDisposedException(nameof(ArrowBuffer), "The buffer was disposed of. Retain() or Clone() what is to outlive its owner.");

    public override Memory<byte> Memory => CreateMemory(_length);

    public override Span<byte> GetSpan() => new(Bytes, _start, _length);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        var bytes = Bytes;
        return new MemoryHandle((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(bytes)) + _start + elementIndex, GCHandle.Alloc(bytes), this);
    }

    public override void Unpin()
    {
    }

    protected override bool TryGetArray(out ArraySegment<byte> segment)
    {
        segment = new ArraySegment<byte>(Bytes, _start, _length);
        return true;
    }

    protected override void Dispose(bool disposing) => _bytes = null;
}
