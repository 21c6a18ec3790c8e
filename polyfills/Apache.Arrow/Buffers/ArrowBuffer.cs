using System.Buffers;
using Apache.Arrow.Memory;

namespace Apache.Arrow;

public readonly partial struct ArrowBuffer : IEquatable<ArrowBuffer>, IDisposable
{
    private readonly ReadOnlyMemory<byte> _memory;
    private readonly BufferHandle _handle;

    public ArrowBuffer(ReadOnlyMemory<byte> data) => _memory = data;

    internal ArrowBuffer(IMemoryOwner<byte> owner) => _handle = new BufferHandle(new SharedMemory(owner));

    private ArrowBuffer(BufferHandle handle) => _handle = handle;

    public static ArrowBuffer Empty => default;

    public ReadOnlyMemory<byte> Memory => _handle is null ? _memory : _handle.Memory;

    public ReadOnlySpan<byte> Span => Memory.Span;

    public bool IsEmpty => Length == 0;

    public int Length => Memory.Length;

    public ArrowBuffer Retain() => _handle is null ? this : new ArrowBuffer(_handle.Retain());

    public ArrowBuffer Clone(MemoryAllocator allocator = null) => IsEmpty ? Empty : Copy(Span, allocator);

    public bool Equals(ArrowBuffer other) => Span.SequenceEqual(other.Span);

    public void Dispose() => _handle?.Dispose();

    /// <summary>A copy padded to 64 bytes with what the allocator gives, which is zeros.</summary>
    internal static ArrowBuffer Copy(ReadOnlySpan<byte> source, MemoryAllocator allocator)
    {
        if (source.IsEmpty)
        {
            return Empty;
        }

        var owner = (allocator ?? MemoryAllocator.Default.Value).Allocate(checked((int)BitUtility.RoundUpToMultipleOf64(source.Length)));
        source.CopyTo(owner.Memory.Span);
        return new ArrowBuffer(owner);
    }
}
