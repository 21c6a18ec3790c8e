namespace ArenaBenchmark.Fragmentation;

/// <summary>Objects that come and go.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Capacity">Bytes of the arena.</param>
/// <param name="Size">The size of an object: the random numbers, and how many objects came before.</param>
/// <param name="Lifetime">How many later objects come before this one goes, at most.</param>
internal sealed record Mix(string Name, long Capacity, Func<Random, int, long> Size, Func<Random, int, double> Lifetime)
{
    private const long Mebibyte = 1024 * 1024;
    private const int Wave = 400;

    public static IReadOnlyList<Mix> All { get; } =
    [
        new("small objects, 64 B to 64 KiB", 64 * Mebibyte, static (random, _) => (long)(64 * Math.Pow(1024, random.NextDouble())), static (random, _) => Exponential(random, 10_000)),
        new("100 KiB to 10 MiB, log-normal", 4096 * Mebibyte, static (random, _) => LogNormal(random), static (random, _) => Exponential(random, 10_000)),
        new("equal tensors of 80 MB", 8192 * Mebibyte, static (_, _) => 80_000_000, static (random, _) => Exponential(random, 1_000)),
        new("tensors of 8 MB, each with a small object", 4096 * Mebibyte, static (random, index) => index % 2 == 0 ? 8_000_000 : random.Next(100, 100_000), static (random, _) => Exponential(random, 10_000)),
        new("sawtooth: waves of growing objects, a few stay", 1024 * Mebibyte, static (random, index) => (long)(100_000 * Math.Pow(200, index % Wave / (double)Wave) * (0.5 + random.NextDouble())), static (random, index) => Wave - (index % Wave) + (random.NextDouble() < 0.05 ? Wave * 10 : 0)),
        new("log-normal, one in ten lives 50 times longer", 4096 * Mebibyte, static (random, _) => LogNormal(random), static (random, _) => Exponential(random, random.NextDouble() < 0.1 ? 50_000 : 1_000)),
    ];

    private static double Exponential(Random random, double mean) => -mean * Math.Log(1 - random.NextDouble());

    private static long LogNormal(Random random)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return (long)Math.Clamp(Mebibyte * Math.Exp(normal), 100 * 1024, 10 * Mebibyte);
    }
}
