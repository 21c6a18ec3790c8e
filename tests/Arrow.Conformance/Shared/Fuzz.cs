using System.Globalization;

namespace Arrow.Conformance.Shared;

/// <summary>How much is tried: ARROW_FUZZ=SEED,FACTOR asks for other input, and for so many times as much.</summary>
internal static class Fuzz
{
    private static readonly int[] Request = [.. (Environment.GetEnvironmentVariable("ARROW_FUZZ") ?? "1,1").Split(',').Select(static part => int.Parse(part, CultureInfo.InvariantCulture))];

    public static int Seed => Request[0];

    public static int Count(int usual) => usual * (Request.Length > 1 ? Request[1] : 1);
}
