namespace ArenaBenchmark.Speed;

/// <summary>How fast objects of one size were written, in GB/s. The share is of rounds of the same number.</summary>
internal sealed record CopyRow(int Size, Samples PlainOneThread, Samples Plain, Samples Used, Samples OfPlain, Samples Fresh);
