namespace Orleans.Ray.Store;

/// <content>The ranges: records in one array, chained in the order of their places. Records that are not needed are chained, too, and used again.</content>
internal sealed partial class ArenaAllocator
{
    private enum NodeState : byte
    {
        Unused,
        Free,
        Used,
    }

    // Index 0 is nobody.
    private Node[] _nodes = new Node[64];
    private int _nodeCount = 1;
    private int _unusedNode;

    private int TakeNode()
    {
        if (_unusedNode is > 0 and var index)
        {
            _unusedNode = _nodes[index].Next;
            _nodes[index].Next = 0;
            return index;
        }

        if (_nodeCount == _nodes.Length)
        {
            Array.Resize(ref _nodes, checked(_nodes.Length * 2));
        }

        return _nodeCount++;
    }

    private void ReturnNode(int index)
    {
        _nodes[index] = new Node { Next = _unusedNode };
        _unusedNode = index;
    }

    /// <summary>Shortens a range; returns the range of what was cut off, which has no state yet.</summary>
    private int Cut(int index, long length)
    {
        var rest = TakeNode();
        ref var node = ref _nodes[index];
        ref var cut = ref _nodes[rest];
        cut.Offset = node.Offset + length;
        cut.Size = node.Size - length;
        cut.Previous = index;
        cut.Next = node.Next;
        node.Size = length;
        node.Next = rest;
        if (cut.Next != 0)
        {
            _nodes[cut.Next].Previous = rest;
        }
        else
        {
            _last = rest;
        }

        return rest;
    }

    /// <summary>Makes one range of two neighbours that are in no list.</summary>
    private void Join(int index, int next)
    {
        ref var node = ref _nodes[index];
        node.Size += _nodes[next].Size;
        node.Next = _nodes[next].Next;
        if (node.Next != 0)
        {
            _nodes[node.Next].Previous = index;
        }
        else
        {
            _last = index;
        }

        ReturnNode(next);
    }

    private struct Node
    {
        public long Offset;
        public long Size;

        // Neighbours in place; 0 at the ends.
        public int Previous;
        public int Next;

        // Neighbours in the list of free ranges of one size class.
        public int PreviousFree;
        public int NextFree;

        public int Serial;
        public NodeState State;
    }
}
