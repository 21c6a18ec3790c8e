namespace Microbenchmark.Measuring;

/// <summary>How units are written and compared.</summary>
internal static class RowUnitExtensions
{
    public static string Symbol(this RowUnit unit) => unit == RowUnit.PerSecond ? "/s" : "s";

    public static double Measure(this RowUnit unit, long operations, TimeSpan elapsed) =>
        unit == RowUnit.PerSecond ? operations / elapsed.TotalSeconds : elapsed.TotalSeconds / operations;

    /// <summary>How many times better a value is than another.</summary>
    public static double TimesBetter(this RowUnit unit, double value, double other) => unit == RowUnit.PerSecond ? value / other : other / value;
}
