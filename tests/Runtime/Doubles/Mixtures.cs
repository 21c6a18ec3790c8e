namespace Orleans.Ray.Tests.Doubles;

/// <summary>A bit of everything, and threads that do it.</summary>
internal static partial class Mixtures
{
    [RayTask]
    public static int InThreads(int threads, int rounds)
    {
        StartAndJoin(threads, rounds);
        return threads;
    }

    public static void StartAndJoin(int threads, int rounds)
    {
        var started = Enumerable.Range(0, threads)
            .Select(thread => Task.Factory.StartNew(() => Rounds(thread, rounds), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        Task.WaitAll(started);
    }

    public static void Rounds(int thread, int rounds)
    {
        var counter = Counter.Remote.Create(thread);
        for (var round = 0; round < rounds; round++)
        {
            var put = Ray.Put(round);
            var sum = Sums.Remote.Add(put, thread);
            var (ready, remaining) = Ray.WaitAsync([sum, put], 2, Patience.Limit).AsTask().GetAwaiter().GetResult();
            Assert.Equal(2, ready.Count);
            Assert.Empty(remaining);
            Assert.Equal(round + thread, Ray.Get(sum));
            Assert.Equal([round, round + thread + 1], Ray.Get([put, Sums.Remote.Increment(sum)]));
            Assert.Equal(thread + round + 1, Ray.Get(counter.Increment()));
        }
    }
}
