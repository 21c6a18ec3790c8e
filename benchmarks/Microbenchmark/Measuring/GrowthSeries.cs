namespace Microbenchmark.Measuring;

/// <summary>One line of the plot.</summary>
internal sealed record GrowthSeries(string Name, IReadOnlyList<GrowthPoint> Points);
