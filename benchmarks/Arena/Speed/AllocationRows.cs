using System.Diagnostics;

namespace ArenaBenchmark.Speed;

/// <summary>Pairs of allocate and free on one thread, with the arena's lock.</summary>
internal static class AllocationRows
{
    private const int Pairs = 2_000_000;
    private const int Alive = 10_000;

    public static IReadOnlyList<AllocationRow> Measure(int rounds)
    {
        using var arena = Arena.Create(new ArenaOptions { Capacity = 1L << 40, Storage = new RoomForAll(), TouchAhead = 0 });
        var sizes = new long[8192];
        var random = new Random(1);
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = (long)(1024 * Math.Pow(10_000, random.NextDouble()));
        }

        return
        [
            Measure("one object after the other", rounds, () => OneByOne(arena, sizes)),
            Measure("one of 10,000 objects of 1 KiB to 10 MiB is freed, another allocated", rounds, Among(arena, sizes)),
        ];
    }

    private static AllocationRow Measure(string name, int rounds, Action pairs)
    {
        pairs();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var values = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            pairs();
            values[round] = Pairs / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return new AllocationRow(name, new Samples(values), Math.Round((double)bytes / rounds / Pairs, 3));
    }

    private static void OneByOne(Arena arena, long[] sizes)
    {
        for (var i = 0; i < Pairs; i++)
        {
            arena.Free(Allocate(arena, sizes[i & (sizes.Length - 1)]));
        }
    }

    private static Action Among(Arena arena, long[] sizes)
    {
        var alive = new ArenaBlock[Alive];
        for (var i = 0; i < alive.Length; i++)
        {
            alive[i] = Allocate(arena, sizes[i & (sizes.Length - 1)]);
        }

        var random = 1u;
        return () =>
        {
            for (var i = 0; i < Pairs; i++)
            {
                random = (random * 1664525) + 1013904223;
                ref var block = ref alive[random / 65536 % Alive];
                arena.Free(block);
                block = Allocate(arena, sizes[i & (sizes.Length - 1)]);
            }
        };
    }

    private static ArenaBlock Allocate(Arena arena, long size) =>
        arena.TryAllocate(size, out var block) ? block : throw new InvalidOperationException($"There was no room for {size} bytes.");
}
