namespace ArenaBenchmark.Fragmentation;

/// <summary>The yardstick: the free range at the lowest address that is big enough, from a list in the order of addresses.</summary>
internal sealed class FirstFitHeap(long capacity) : IHeap
{
    private readonly List<(long Offset, long Size)> _free = [(0, capacity)];

    public long BytesUsed { get; private set; }

    public long LargestFree => _free.Select(static range => range.Size).DefaultIfEmpty().Max();

    public bool TryAllocate(long size, out ArenaBlock block)
    {
        var length = Round(size);
        var index = _free.FindIndex(range => range.Size >= length);
        if (index < 0)
        {
            block = default;
            return false;
        }

        var (offset, free) = _free[index];
        if (free == length)
        {
            _free.RemoveAt(index);
        }
        else
        {
            _free[index] = (offset + length, free - length);
        }

        BytesUsed += length;
        block = new ArenaBlock(offset, size, 0);
        return true;
    }

    public void Free(ArenaBlock block)
    {
        var (offset, length) = (block.Offset, Round(block.Size));
        BytesUsed -= length;
        var next = ~_free.BinarySearch((offset, length));
        if (next < _free.Count && _free[next].Offset == offset + length)
        {
            length += _free[next].Size;
            _free.RemoveAt(next);
        }

        if (next > 0 && _free[next - 1] is var previous && previous.Offset + previous.Size == offset)
        {
            _free[next - 1] = (previous.Offset, previous.Size + length);
        }
        else
        {
            _free.Insert(next, (offset, length));
        }
    }

    private static long Round(long size) => (size + ArenaAllocator.Alignment - 1) / ArenaAllocator.Alignment * ArenaAllocator.Alignment;
}
