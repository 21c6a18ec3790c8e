namespace Microbenchmark.Measuring;

/// <summary>What a row measured.</summary>
internal sealed record RowResult(Row Row, IReadOnlyList<Sample> Samples)
{
    public double Median => MedianOf(static sample => sample.Value);

    public double Min => Samples.Min(static sample => sample.Value);

    public double Max => Samples.Max(static sample => sample.Value);

    public double BytesPerOperation => MedianOf(static sample => sample.BytesPerOperation);

    /// <summary>How many times better than Ray's published figure.</summary>
    public double? TimesRay => Row.Ray is { } ray ? Row.Unit.TimesBetter(Median, ray) : null;

    private double MedianOf(Func<Sample, double> select)
    {
        var sorted = Samples.Select(select).Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
