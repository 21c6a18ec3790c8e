namespace Microbenchmark.Measuring;

/// <summary>How units are written and compared.</summary>
internal static class RowUnitExtensions
{
    public static string Symbol(this RowUnit unit) => unit switch
    {
        RowUnit.Seconds => "s",
        RowUnit.GigabytesPerSecond => "GB/s",
        _ => "/s",
    };

    public static double Measure(this RowUnit unit, long operations, TimeSpan elapsed) => unit switch
    {
        RowUnit.Seconds => elapsed.TotalSeconds / operations,
        RowUnit.GigabytesPerSecond => operations / elapsed.TotalSeconds / 1e9,
        _ => operations / elapsed.TotalSeconds,
    };

    /// <summary>How many times better a value is than another.</summary>
    public static double TimesBetter(this RowUnit unit, double value, double other) => unit == RowUnit.Seconds ? other / value : value / other;
}
