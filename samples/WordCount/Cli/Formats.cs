using System.Globalization;

namespace WordCount.Cli;

/// <summary>Numbers as they are printed, whatever the machine's language.</summary>
internal static class Formats
{
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    public static double Megabytes(long bytes) => bytes / 1e6;
}
