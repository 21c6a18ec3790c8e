namespace Orleans.Ray;

/// <summary>One placement group.</summary>
/// <param name="High">The upper 64 bits.</param>
/// <param name="Low">The lower 64 bits.</param>
[GenerateSerializer, Immutable, Alias("ray.PlacementGroupId")]
public readonly record struct PlacementGroupId(ulong High, ulong Low)
{
    /// <summary>Whether this is the empty id, which names no group.</summary>
    public bool IsDefault => (High | Low) == 0;

    /// <summary>A fresh random id.</summary>
    public static PlacementGroupId NewId()
    {
        var (high, low) = IdBits.Random();
        return new PlacementGroupId(high, low);
    }

    /// <summary>The id as 32 hexadecimal digits.</summary>
    public override string ToString() => IdBits.ToHex(High, Low);
}
