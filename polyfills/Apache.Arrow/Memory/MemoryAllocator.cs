using System.Buffers;

namespace Apache.Arrow.Memory;

public abstract partial class MemoryAllocator
{
    public const int DefaultAlignment = 64;

    protected MemoryAllocator(int alignment = DefaultAlignment)
    {
        Alignment = alignment;
        Statistics = new Stats();
    }

    public static Lazy<MemoryAllocator> Default { get; } = new(static () => new NativeMemoryAllocator());

    public Stats Statistics { get; }

    protected int Alignment { get; }

    public IMemoryOwner<byte> Allocate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
        {
            return EmptyMemoryOwner.Instance;
        }

        var owner = AllocateInternal(length, out var bytesAllocated);
        Statistics.Allocated(bytesAllocated);
        return owner;
    }

    protected abstract IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated);
}
