using System.Globalization;

namespace OrleansBenchmark.Cli;

/// <summary>Numbers as they are printed, whatever the machine's language.</summary>
internal static class Formats
{
    public static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "N0" : Math.Abs(value) >= 10 ? "N1" : "N2", CultureInfo.InvariantCulture);
}
