using OrleansBenchmark.Hosts;

namespace OrleansBenchmark.Measuring;

/// <summary>Grains that are called for the first time, and what they cost when they are idle.</summary>
internal static class ActivationRows
{
    private const int InFlight = 100;
    private const double Megabyte = 1024 * 1024;

    public static async IAsyncEnumerable<Row> NewAsync(RunSettings settings)
    {
        await using var silo = await Silo.StartAsync();
        var grains = silo.Grains;
        long last = 0;
        yield return Row.Throughput(
            $"new activations, {InFlight} in flight",
            await Workload.MeasureAsync(settings, InFlight, _ => grains.GetGrain<IEchoGrain>(Interlocked.Increment(ref last)).Next(0)));
    }

    public static async IAsyncEnumerable<Row> IdleAsync(int count)
    {
        await using var silo = await Silo.StartAsync();
        await silo.Grains.GetGrain<IEchoGrain>(-1).Next(0);
        var before = MeasureHeap();
        var grains = silo.Grains;
        await Parallel.ForAsync(0, count, async (key, _) => await grains.GetGrain<IEchoGrain>(key).Next(0));
        var bytes = MeasureHeap() - before;
        yield return new Row($"{count:N0} idle activations, heap", "MB", [bytes / Megabyte], (double)bytes / count);
        yield return new Row($"{count:N0} idle activations, working set of the process", "MB", [Environment.WorkingSet / Megabyte], null);
    }

    private static long MeasureHeap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
