namespace Microbenchmark.Measuring;

/// <summary>A row that is measured with so many operations in flight.</summary>
internal sealed record GrowthPoint(int InFlight, Row Row);
