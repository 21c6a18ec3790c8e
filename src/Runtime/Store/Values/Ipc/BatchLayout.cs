namespace Orleans.Ray.Store;

/// <summary>Where the buffers of one record batch lie: what its header lists, and where that puts them.</summary>
/// <remarks>Buffers start at multiples of 64 bytes. Lengths have 64 bits, so a batch may be larger than memory that .NET can name by a span.</remarks>
internal sealed class BatchLayout(long rows)
{
    private readonly List<(long Length, long Nulls)> _nodes = [];
    private readonly List<(long Offset, long Length)> _buffers = [];

    public long Rows => rows;

    /// <summary>Arrays in depth-first order.</summary>
    public IReadOnlyList<(long Length, long Nulls)> Nodes => _nodes;

    /// <summary>Buffers, by their offset in the body.</summary>
    public IReadOnlyList<(long Offset, long Length)> Buffers => _buffers;

    public long BodyLength { get; private set; }

    /// <summary>An array without nulls, which has no bitmap of them.</summary>
    public void AddArray(long length)
    {
        _nodes.Add((length, 0));
        _buffers.Add((BodyLength, 0));
    }

    /// <returns>Where it is in the body.</returns>
    public long AddBuffer(long length)
    {
        var offset = BodyLength;
        _buffers.Add((offset, length));
        BodyLength = IpcFormat.Align(offset + length);
        return offset;
    }

    /// <summary>As it was read.</summary>
    public static BatchLayout Of(long rows, IEnumerable<(long Length, long Nulls)> nodes, IEnumerable<(long Offset, long Length)> buffers, long bodyLength)
    {
        var layout = new BatchLayout(rows) { BodyLength = bodyLength };
        layout._nodes.AddRange(nodes);
        layout._buffers.AddRange(buffers);
        return layout;
    }
}
