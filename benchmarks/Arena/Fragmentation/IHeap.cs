namespace ArenaBenchmark.Fragmentation;

/// <summary>Something that hands out ranges of a capacity.</summary>
internal interface IHeap
{
    long BytesUsed { get; }

    long LargestFree { get; }

    bool TryAllocate(long size, out ArenaBlock block);

    void Free(ArenaBlock block);
}
