using System.Diagnostics;

namespace ArenaBenchmark.Speed;

/// <summary>
/// Writes into an arena beside plain copies of the same bytes: from the same source, into touched memory of the same kind, in the same run, one after the other.
/// </summary>
internal static unsafe class CopyRows
{
    // What is written in one round, so that small objects do not stay in the caches.
    private const int LeastRound = 400_000_000;

    public static IEnumerable<CopyRow> Measure(int rounds, int largest) =>
        new[] { 100_000, 1_000_000, 10_000_000, 100_000_000, largest }.Distinct().Where(size => size <= largest).Select(size => MeasureSize(rounds, size));

    private static CopyRow MeasureSize(int rounds, int size)
    {
        var source = GC.AllocateUninitializedArray<byte>(size, pinned: true);
        new Random(1).NextBytes(source);
        var count = Math.Max(1, LeastRound / size);
        var threads = size >= ParallelCopy.LeastLength ? Environment.ProcessorCount : 1;
        var (one, plain, used, share, fresh) = (new double[rounds], new double[rounds], new double[rounds], new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            using var arena = Arena.Create(new ArenaOptions { Capacity = 2L * count * (size + ArenaAllocator.Alignment), TouchAhead = 0 });
            var targets = Allocate(arena, size, count);
            var blocks = Allocate(arena, size, count);
            Array.ForEach(targets, arena.MakePresent);
            var pointers = targets.Select(block => (nint)arena.WritePointer(block, 0, size)).ToArray();
            PlainCopy(source, pointers, size, 1);

            fresh[round] = Time(size, count, () => Write(arena, blocks, source));
            Write(arena, blocks, source);
            one[round] = Time(size, count, () => PlainCopy(source, pointers, size, 1));
            plain[round] = threads == 1 ? one[round] : Time(size, count, () => PlainCopy(source, pointers, size, threads));
            used[round] = Time(size, count, () => Write(arena, blocks, source));
            share[round] = used[round] / plain[round];
            if (!arena.ReadSpan(blocks[^1].Offset, size).SequenceEqual(source))
            {
                throw new InvalidDataException("What was written is not what is read.");
            }
        }

        return new CopyRow(size, new Samples(one), new Samples(plain), new Samples(used), new Samples(share), new Samples(fresh));
    }

    private static ArenaBlock[] Allocate(Arena arena, int size, int count)
    {
        var blocks = new ArenaBlock[count];
        for (var i = 0; i < count; i++)
        {
            if (!arena.TryAllocate(size, out blocks[i]))
            {
                throw new InvalidOperationException($"There was no room for {size} bytes.");
            }
        }

        return blocks;
    }

    private static double Time(int size, int count, Action copy)
    {
        var started = Stopwatch.GetTimestamp();
        copy();
        return (double)size * count / 1e9 / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static void Write(Arena arena, ArenaBlock[] blocks, byte[] source)
    {
        foreach (var block in blocks)
        {
            arena.Write(block, 0, source);
        }
    }

    private static void PlainCopy(byte[] source, nint[] targets, int size, int threads)
    {
        if (threads == 1)
        {
            CopyPart(0);
            return;
        }

        var helpers = Enumerable.Range(1, threads - 1).Select(part => new Thread(() => CopyPart(part))).ToArray();
        Array.ForEach(helpers, static helper => helper.Start());
        CopyPart(0);
        Array.ForEach(helpers, static helper => helper.Join());

        void CopyPart(int part)
        {
            var (start, end) = ((long)size * part / threads, (long)size * (part + 1) / threads);
            fixed (byte* bytes = source)
            {
                foreach (var target in targets)
                {
                    Buffer.MemoryCopy(bytes + start, (byte*)target + start, end - start, end - start);
                }
            }
        }
    }
}
