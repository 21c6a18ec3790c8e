namespace ArenaBenchmark.Fragmentation;

/// <summary>The arena's allocator.</summary>
internal sealed class ArenaHeap(long capacity) : IHeap
{
    private readonly ArenaAllocator _allocator = new(capacity);

    public long BytesUsed => _allocator.BytesAllocated;

    public long LargestFree => _allocator.LargestFree;

    public bool TryAllocate(long size, out ArenaBlock block) => _allocator.TryAllocate(size, out block);

    public void Free(ArenaBlock block) => _allocator.Free(block);
}
