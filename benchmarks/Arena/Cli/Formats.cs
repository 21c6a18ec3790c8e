using System.Globalization;

namespace ArenaBenchmark.Cli;

/// <summary>Numbers as they are printed, whatever the machine's language.</summary>
internal static class Formats
{
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "N0" : Math.Abs(value) >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture);

    public static string Percent(double share) => Invariant($"{100 * share:0.0} %");

    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => Invariant($"{bytes / 1e9:0.##} GB"),
        >= 1_000_000 => Invariant($"{bytes / 1e6:0.##} MB"),
        _ => Invariant($"{bytes / 1e3:0.##} KB"),
    };
}
