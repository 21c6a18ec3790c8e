namespace OrleansBenchmark.Measuring;

/// <summary>One line of the table. Values are sorted.</summary>
internal sealed record Row(string Name, string Unit, double[] Values, double? BytesPerOperation)
{
    public double Median => Values[Values.Length / 2];

    public static Row Latency(string name, IEnumerable<Sample> samples) => Of(name, "us", samples, static sample => sample.Microseconds);

    public static Row Throughput(string name, IEnumerable<Sample> samples) => Of(name, "/s", samples, static sample => sample.PerSecond);

    private static Row Of(string name, string unit, IEnumerable<Sample> samples, Func<Sample, double> value)
    {
        var all = samples.ToArray();
        return new Row(name, unit, [.. all.Select(value).Order()], (double)all.Sum(static sample => sample.Bytes) / all.Sum(static sample => sample.Operations));
    }
}
