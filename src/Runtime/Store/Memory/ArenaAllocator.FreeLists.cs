namespace Orleans.Ray.Store;

/// <content>Free ranges by size.</content>
internal sealed partial class ArenaAllocator
{
    // How many ranges of a request's own class are tried before a larger class, where no trying is needed.
    private const int FirstLooks = 8;

    private readonly SizeClasses _classes = new();
    private readonly int[] _heads = new int[SizeClasses.Count];

    // No range in the list of a class is larger than this. It may be too large, where the largest has been taken; a search that fails makes it exact, so that
    // a class is not searched again and again for what it has not got.
    private readonly long[] _largest = new long[SizeClasses.Count];

    private int FindFree(long size)
    {
        var own = SizeClasses.Of(size / Alignment);
        var looks = FirstLooks;
        var index = size <= _largest[own] ? _heads[own] : 0;
        while (index != 0 && _nodes[index].Size < size)
        {
            index = --looks > 0 ? _nodes[index].NextFree : 0;
        }

        return index != 0 ? index : _classes.FirstAbove(own) is >= 0 and var larger ? _heads[larger] : FindInClassSlow(own, size);
    }

    private int FindInClassSlow(int sizeClass, long size)
    {
        if (size > _largest[sizeClass])
        {
            return 0;
        }

        var largest = 0L;
        for (var index = _heads[sizeClass]; index != 0; index = _nodes[index].NextFree)
        {
            if (_nodes[index].Size >= size)
            {
                return index;
            }

            largest = Math.Max(largest, _nodes[index].Size);
        }

        _largest[sizeClass] = largest;
        return 0;
    }

    private long LargestRecycled()
    {
        var largest = 0L;
        if (_classes.Last is >= 0 and var last)
        {
            for (var index = _heads[last]; index != 0; index = _nodes[index].NextFree)
            {
                largest = Math.Max(largest, _nodes[index].Size);
            }
        }

        return largest;
    }

    private void List(int index)
    {
        ref var node = ref _nodes[index];
        var sizeClass = SizeClasses.Of(node.Size / Alignment);
        ref var head = ref _heads[sizeClass];
        node.PreviousFree = 0;
        node.NextFree = head;
        if (head != 0)
        {
            _nodes[head].PreviousFree = index;
            _largest[sizeClass] = Math.Max(_largest[sizeClass], node.Size);
        }
        else
        {
            _largest[sizeClass] = node.Size;
            _classes.Add(sizeClass);
        }

        head = index;
    }

    private void Unlist(int index)
    {
        ref var node = ref _nodes[index];
        if (node.NextFree != 0)
        {
            _nodes[node.NextFree].PreviousFree = node.PreviousFree;
        }

        if (node.PreviousFree != 0)
        {
            _nodes[node.PreviousFree].NextFree = node.NextFree;
            return;
        }

        var sizeClass = SizeClasses.Of(node.Size / Alignment);
        _heads[sizeClass] = node.NextFree;
        if (node.NextFree == 0)
        {
            _classes.Remove(sizeClass);
        }
    }
}
