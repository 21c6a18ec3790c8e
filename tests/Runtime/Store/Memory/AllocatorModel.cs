using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

/// <summary>An allocator beside a plain list of what is in use, compared after every step.</summary>
internal sealed class AllocatorModel
{
    private readonly ArenaAllocator _allocator;
    private readonly List<(ArenaBlock Block, long Length)> _used = [];
    private long _limit;

    public AllocatorModel(long capacity)
    {
        _allocator = new ArenaAllocator(capacity);
        _limit = capacity;
    }

    public void Step(AllocatorStep step)
    {
        switch (step.Kind)
        {
            case AllocatorStepKind.Allocate:
                Allocate(step.Size);
                break;
            case AllocatorStepKind.AllocateRecycled:
                AllocateRecycled(step.Size);
                break;
            case AllocatorStepKind.Free when _used.Count > 0:
                Free(step.Index % _used.Count);
                break;
            case AllocatorStepKind.Split when _used.Count > 0:
                Split(step.Index % _used.Count, step.Size);
                break;
            case AllocatorStepKind.Limit:
                _allocator.Limit = step.Size * 4;
                _limit = Math.Clamp(step.Size * 4, Top, _allocator.Capacity);
                break;
        }

        Check();
    }

    public void Finish()
    {
        while (_used.Count > 0)
        {
            Free(_used.Count / 2);
            Check();
        }

        Assert.Equal(0, _allocator.Top);
        Assert.Equal(_limit, _allocator.LargestFree);
        Assert.Equal(0, _allocator.BytesAllocated);
    }

    private long Top => _used.Select(static entry => entry.Block.Offset + entry.Length).DefaultIfEmpty().Max();

    private static long Round(long size) => Math.Max(64, (size + 63) / 64 * 64);

    private void Allocate(long size)
    {
        var fitsBelow = LargestGap() >= Round(size);
        var fits = fitsBelow || _limit - Top >= Round(size);
        var top = Top;
        Assert.Equal(fits, _allocator.TryAllocate(size, out var block));
        if (fits)
        {
            Assert.True(fitsBelow ? block.Offset < top : block.Offset == top, "Memory above the top was taken where some below had room, or not from where it begins.");
            Add(block, size);
        }
    }

    private void AllocateRecycled(long size)
    {
        var fits = LargestGap() >= Round(size);
        Assert.Equal(fits, _allocator.TryAllocateRecycled(size, out var block));
        if (fits)
        {
            Add(block, size);
        }
    }

    private void Add(ArenaBlock block, long size)
    {
        Assert.Equal(size, block.Size);
        Assert.Equal(0, block.Offset % ArenaAllocator.Alignment);
        Assert.Equal(Round(size), _allocator.LengthOf(block));
        Assert.InRange(block.Offset + Round(size), 0, _limit);
        Assert.DoesNotContain(_used, entry => entry.Block.Offset < block.Offset + Round(size) && block.Offset < entry.Block.Offset + entry.Length);
        _used.Add((block, Round(size)));
    }

    private void Free(int index)
    {
        var block = _used[index].Block;
        _used.RemoveAt(index);
        _allocator.Free(block);
        Assert.Throws<InvalidOperationException>(() => _allocator.Free(block));
    }

    private void Split(int index, long size)
    {
        var (block, length) = _used[index];
        var kept = size / 64 * 64 % length;
        if (kept > 0)
        {
            var rest = _allocator.Split(block, kept);
            _used[index] = (block, kept);
            Add(rest, length - kept);
        }
    }

    private void Check()
    {
        Assert.Equal(_used.Sum(static entry => entry.Length), _allocator.BytesAllocated);
        Assert.Equal(Top, _allocator.Top);
        Assert.Equal(Top - _allocator.BytesAllocated, _allocator.BytesRecycled);
        Assert.Equal(_limit, _allocator.Limit);
        Assert.Equal(Math.Max(LargestGap(), _limit - Top), _allocator.LargestFree);
    }

    private long LargestGap()
    {
        var (end, largest) = (0L, 0L);
        foreach (var (block, length) in _used.OrderBy(static entry => entry.Block.Offset))
        {
            largest = Math.Max(largest, block.Offset - end);
            end = block.Offset + length;
        }

        return largest;
    }
}
