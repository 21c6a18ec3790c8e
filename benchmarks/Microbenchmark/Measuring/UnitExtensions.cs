namespace Microbenchmark.Measuring;

/// <summary>How units are written and compared.</summary>
internal static class UnitExtensions
{
    public static string Symbol(this Unit unit) => unit == Unit.PerSecond ? "/s" : "s";

    public static double Measure(this Unit unit, long operations, TimeSpan elapsed) =>
        unit == Unit.PerSecond ? operations / elapsed.TotalSeconds : elapsed.TotalSeconds / operations;

    /// <summary>How many times better a value is than another.</summary>
    public static double TimesBetter(this Unit unit, double value, double other) => unit == Unit.PerSecond ? value / other : other / value;
}
