namespace ArenaBenchmark.Fragmentation;

/// <summary>How both did with one mix, at the median of the runs.</summary>
internal sealed record MixResult(Mix Mix, Outcome Arena, Outcome FirstFit);
