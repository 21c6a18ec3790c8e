using System.Globalization;

namespace Microbenchmark.Cli;

/// <summary>Numbers as they are printed, whatever the machine's language.</summary>
internal static class Formats
{
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Three or more significant digits, with thousands separated.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => Invariant($"{value:N0}"),
        >= 10 => Invariant($"{value:N1}"),
        >= 1 => Invariant($"{value:N2}"),
        _ => Invariant($"{value:0.#####}"),
    };
}
