using System.Buffers;

namespace Apache.Arrow.Memory;

/// <summary>
/// Aligned, zeroed memory that does not move. It comes from the pinned heap, so that a span which outlives its buffer keeps
/// the bytes alive instead of pointing to freed memory.
/// </summary>
public class NativeMemoryAllocator : MemoryAllocator
{
    public NativeMemoryAllocator(int alignment = DefaultAlignment)
        : base(alignment)
    {
    }

    protected override IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated)
    {
        bytesAllocated = checked(length + Alignment);
        return new PinnedMemory(length, Alignment);
    }
}
