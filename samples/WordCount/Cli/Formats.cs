using System.Globalization;

namespace WordCount.Cli;

/// <summary>Numbers as they are printed, whatever the machine's language.</summary>
internal static class Formats
{
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number of things, as "1 file" or "2,000 files".</summary>
    public static string Count(long count, string thing) => Invariant($"{count:N0} {thing}{(count == 1 ? string.Empty : "s")}");

    public static double Megabytes(long bytes) => bytes / 1e6;
}
