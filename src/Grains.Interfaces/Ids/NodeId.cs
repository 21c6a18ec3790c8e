namespace Orleans.Ray;

/// <summary>One node: a silo and its local services.</summary>
/// <param name="High">The upper 64 bits.</param>
/// <param name="Low">The lower 64 bits.</param>
[GenerateSerializer, Immutable, Alias("ray.NodeId")]
public readonly record struct NodeId(ulong High, ulong Low)
{
    /// <summary>Whether this is the empty id, which names no node.</summary>
    public bool IsDefault => (High | Low) == 0;

    /// <summary>A fresh random id.</summary>
    public static NodeId NewId()
    {
        var (high, low) = IdBits.Random();
        return new NodeId(high, low);
    }

    /// <summary>The id as 32 hexadecimal digits.</summary>
    public override string ToString() => IdBits.ToHex(High, Low);
}
