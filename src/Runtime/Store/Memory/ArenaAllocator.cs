using System.Diagnostics.CodeAnalysis;

namespace Orleans.Ray.Store;

/// <summary>Who has which range of an arena. Numbers only: it neither maps nor touches memory, and it is not thread-safe.</summary>
/// <remarks>
/// <para>
/// A two-level segregated fit. The arena is a row of ranges, each used or free, chained to its neighbours; a range that is freed is joined with free neighbours
/// at once, so that no two free ranges touch. All that lies above the last used range, the <em>top</em>, is no range but a boundary, <see cref="Top"/>, that moves up when the
/// ranges below have no room and down when the last one is freed. Recycled memory is thus handed out before memory that nobody has ever had, and of the latter the lowest.
/// </para>
/// <para>
/// Free ranges are kept in lists by size class (<see cref="SizeClasses"/>), the one that was freed last in front. The first few of a request's own class are tried, where an object like
/// those before it finds their room exactly; then any of a larger class, which fits for certain; then the rest of its own class. So an allocation fails only where no free
/// range is big enough, and takes constant time unless only its own class can serve it.
/// </para>
/// </remarks>
internal sealed partial class ArenaAllocator
{
    /// <summary>Ranges begin at multiples of it, and their lengths are multiples of it: a cache line, and what Arrow asks for.</summary>
    public const int Alignment = 64;

    private static int _allocators;

    // A block of another arena is not taken for one of ours: their serial numbers begin far apart.
    private int _serial = Interlocked.Increment(ref _allocators) * 0x1E3779B1;
    private int _last;

    public ArenaAllocator(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, Alignment);
        Capacity = capacity / Alignment * Alignment;
        _limit = Capacity;
    }

    /// <summary>All there is, in bytes.</summary>
    public long Capacity { get; }

    /// <summary>The end of the last used range: nothing above is in use.</summary>
    public long Top { get; private set; }

    /// <summary>Up to where <see cref="Top"/> may move; at most the capacity.</summary>
    public long Limit
    {
        get => _limit;
        set => _limit = Math.Clamp(value, Top, Capacity);
    }

    private long _limit;

    /// <summary>Bytes in use, the rounding included.</summary>
    public long BytesAllocated { get; private set; }

    /// <summary>Free bytes below <see cref="Top"/>.</summary>
    public long BytesRecycled => Top - BytesAllocated;

    /// <summary>The most that can be had in one piece.</summary>
    public long LargestFree => Math.Max(Limit - Top, LargestRecycled());

    /// <summary>Recycled memory where some fits, and otherwise the lowest above.</summary>
    public bool TryAllocate(long size, out ArenaBlock block) => TryAllocateRecycled(size, out block) || TryAllocateTop(size, out block);

    /// <summary>Memory below <see cref="Top"/>; false where no free range there is big enough.</summary>
    public bool TryAllocateRecycled(long size, out ArenaBlock block)
    {
        if (!TryRound(size, out var rounded) || FindFree(rounded) is not (> 0 and var index))
        {
            block = default;
            return false;
        }

        Unlist(index);
        if (_nodes[index].Size > rounded)
        {
            var rest = Cut(index, rounded);
            _nodes[rest].State = NodeState.Free;
            List(rest);
        }

        block = HandOut(index, size);
        return true;
    }

    /// <summary>Memory at <see cref="Top"/>; false where there is not enough up to <see cref="Limit"/>.</summary>
    public bool TryAllocateTop(long size, out ArenaBlock block)
    {
        if (!TryRound(size, out var rounded) || rounded > Limit - Top)
        {
            block = default;
            return false;
        }

        var index = TakeNode();
        ref var node = ref _nodes[index];
        node.Offset = Top;
        node.Size = rounded;
        node.Previous = _last;
        if (_last != 0)
        {
            _nodes[_last].Next = index;
        }

        _last = index;
        Top += rounded;
        block = HandOut(index, size);
        return true;
    }

    /// <exception cref="InvalidOperationException">The block is not in use here: freed before, or of another arena. Nothing has changed.</exception>
    public void Free(ArenaBlock block)
    {
        var index = IndexOf(block);
        BytesAllocated -= _nodes[index].Size;
        _nodes[index].State = NodeState.Free;
        if (_nodes[index].Previous is > 0 and var previous && _nodes[previous].State == NodeState.Free)
        {
            Unlist(previous);
            Join(previous, index);
            index = previous;
        }

        if (_nodes[index].Next is > 0 and var next && _nodes[next].State == NodeState.Free)
        {
            Unlist(next);
            Join(index, next);
        }

        if (_nodes[index].Next != 0)
        {
            List(index);
            return;
        }

        Top = _nodes[index].Offset;
        _last = _nodes[index].Previous;
        if (_last != 0)
        {
            _nodes[_last].Next = 0;
        }

        ReturnNode(index);
    }

    /// <summary>The bytes that a block takes, the rounding included.</summary>
    public long LengthOf(ArenaBlock block) => _nodes[IndexOf(block)].Size;

    /// <summary>Makes two blocks of one: the first <paramref name="length"/> bytes stay in <paramref name="block"/>, the rest is returned as a block of its own.</summary>
    /// <param name="block">A block in use.</param>
    /// <param name="length">A multiple of the alignment, more than nothing and less than the whole.</param>
    public ArenaBlock Split(ArenaBlock block, long length)
    {
        var index = IndexOf(block);
        if (length <= 0 || length % Alignment != 0 || length >= _nodes[index].Size)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, $"A block of {_nodes[index].Size} bytes cannot be split there.");
        }

        BytesAllocated -= _nodes[index].Size - length;
        var rest = Cut(index, length);
        return HandOut(rest, _nodes[rest].Size);
    }

    private ArenaBlock HandOut(int index, long size)
    {
        ref var node = ref _nodes[index];
        node.State = NodeState.Used;
        node.Serial = ++_serial;
        BytesAllocated += node.Size;
        return new ArenaBlock(node.Offset, size, index, node.Serial);
    }

    private int IndexOf(ArenaBlock block)
    {
        if ((uint)block.Node >= (uint)_nodes.Length || block.Node == 0)
        {
            ThrowUnknown(block);
        }

        ref var node = ref _nodes[block.Node];
        if (node.State != NodeState.Used || node.Serial != block.Serial || node.Offset != block.Offset)
        {
            ThrowUnknown(block);
        }

        return block.Node;

        [DoesNotReturn]
        static void ThrowUnknown(ArenaBlock block) => throw new InvalidOperationException(
            $"The block of {block.Size} bytes at {block.Offset} is not in use in this arena: it has been freed before, or is another arena's.");
    }

    // An empty block has a place of its own, too, so that no two blocks are at the same one.
    private bool TryRound(long size, out long rounded)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        rounded = size > Capacity ? 0 : Math.Max(Alignment, (size + (Alignment - 1)) & -Alignment);
        return rounded > 0;
    }
}
