using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Orleans.Polyfills.Serialization;

/// <summary>Random programs, the same ones in every run. POLYFILL_FUZZ=seed,count asks for others.</summary>
internal static class Programs
{
    public static Arbitrary<byte[]> Arbitrary { get; } = Arb.From(
        Gen.Sized(static size => Gen.Choose(0, Math.Max(8, size * 3)).SelectMany(static length => ArbMap.Default.GeneratorFor<byte>().ArrayOf(length))),
        static program => program.Select((_, left) => program.Where((_, index) => index != left).ToArray()));

    private static (ulong Seed, int? Count) Request { get; } = Environment.GetEnvironmentVariable("POLYFILL_FUZZ")?.Split(',') is [var seed, var count]
        ? (ulong.Parse(seed, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture))
        : (20_261, null);

    public static Config Config(int count) => FsCheck.Config.QuickThrowOnFailure.WithMaxTest(Request.Count ?? count).WithReplay(Request.Seed, 1);

    public static Random Random() => new((int)Request.Seed);

    public static int Count(int count) => Request.Count ?? count;
}
