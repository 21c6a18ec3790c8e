using System.Globalization;

namespace Orleans.Polyfills.Frames;

/// <summary>The same seeds in every run; as many more as ORLEANS_FUZZ_SEEDS says.</summary>
public static class FuzzSeeds
{
    private const int InEveryRun = 8;

    public static IEnumerable<int> Numbers
    {
        get
        {
            var wanted = Environment.GetEnvironmentVariable("ORLEANS_FUZZ_SEEDS");
            return Enumerable.Range(1, wanted is null ? InEveryRun : Math.Max(InEveryRun, int.Parse(wanted, CultureInfo.InvariantCulture)));
        }
    }

    public static TheoryData<int> All => [.. Numbers];
}
