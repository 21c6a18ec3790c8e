using System.Diagnostics;

namespace OrleansBenchmark.Measuring;

/// <summary>Repeats an operation for a while, with a number of callers that each wait for their own last one.</summary>
internal static class Workload
{
    /// <param name="operation">Called with the number of the caller.</param>
    public static async Task<List<Sample>> MeasureAsync(RunSettings settings, int callers, Func<int, Task> operation)
    {
        await RunAsync(settings.WarmUp, callers, operation);
        var samples = new List<Sample>();
        for (var i = 0; i < settings.Rounds; i++)
        {
            samples.Add(await RunAsync(settings.Round, callers, operation));
        }

        return samples;
    }

    private static async Task<Sample> RunAsync(TimeSpan duration, int callers, Func<int, Task> operation)
    {
        var end = new Deadline();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        using var timer = new Timer(static state => ((Deadline)state!).IsOver = true, end, duration, Timeout.InfiniteTimeSpan);
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => RepeatAsync(end, caller, operation))));
        return new Sample(counts.Sum(), Stopwatch.GetElapsedTime(started), GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    private static async Task<long> RepeatAsync(Deadline end, int caller, Func<int, Task> operation)
    {
        long count = 0;
        while (!end.IsOver)
        {
            await operation(caller);
            count++;
        }

        return count;
    }

    private sealed class Deadline
    {
        private volatile bool _isOver;

        public bool IsOver
        {
            get => _isOver;
            set => _isOver = value;
        }
    }
}
