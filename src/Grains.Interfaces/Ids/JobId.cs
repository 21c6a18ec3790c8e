namespace Orleans.Ray;

/// <summary>One driver's work: everything submitted between its start and its end.</summary>
/// <param name="High">The upper 64 bits.</param>
/// <param name="Low">The lower 64 bits.</param>
[GenerateSerializer, Immutable, Alias("ray.JobId")]
public readonly record struct JobId(ulong High, ulong Low)
{
    /// <summary>Whether this is the empty id, which names no job.</summary>
    public bool IsDefault => (High | Low) == 0;

    /// <summary>A fresh random id.</summary>
    public static JobId NewId()
    {
        var (high, low) = IdBits.Random();
        return new JobId(high, low);
    }

    /// <summary>The id as 32 hexadecimal digits.</summary>
    public override string ToString() => IdBits.ToHex(High, Low);
}
