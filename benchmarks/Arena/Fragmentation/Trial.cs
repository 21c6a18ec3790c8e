namespace ArenaBenchmark.Fragmentation;

/// <summary>
/// Runs a mix: objects come, and go when their time is over or when more would be in use than is allowed. That grows, over 200,000 objects, from half of the capacity to all of it,
/// until an object finds no room.
/// </summary>
internal static class Trial
{
    private const int Objects = 200_000;
    private const double FirstLoad = 0.5;

    public static MixResult Run(Mix mix, int seeds) => new(
        mix,
        Median(seeds, seed => Run(mix, new ArenaHeap(mix.Capacity), seed)),
        Median(seeds, seed => Run(mix, new FirstFitHeap(mix.Capacity), seed)));

    private static Outcome Median(int seeds, Func<int, Outcome> run) =>
        Enumerable.Range(1, seeds).Select(run).OrderBy(static outcome => outcome.Utilisation).ElementAt(seeds / 2);

    private static Outcome Run(Mix mix, IHeap heap, int seed)
    {
        var random = new Random(seed);
        var alive = new PriorityQueue<ArenaBlock, double>();
        for (var index = 0; index < 2 * Objects; index++)
        {
            var size = mix.Size(random, index);
            var load = FirstLoad + ((1 - FirstLoad) * index / Objects);
            while (alive.TryPeek(out _, out var end) && (end <= index || heap.BytesUsed + size > load * mix.Capacity))
            {
                heap.Free(alive.Dequeue());
            }

            if (!heap.TryAllocate(size, out var block))
            {
                return new Outcome((double)heap.BytesUsed / mix.Capacity, (double)heap.LargestFree / mix.Capacity);
            }

            alive.Enqueue(block, index + mix.Lifetime(random, index));
        }

        throw new InvalidOperationException($"The objects of '{mix.Name}' go too early to fill {mix.Capacity} bytes.");
    }
}
