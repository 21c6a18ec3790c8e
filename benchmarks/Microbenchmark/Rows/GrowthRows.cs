using Microbenchmark.Cli;
using Microbenchmark.Measuring;
using Microbenchmark.Workloads;

namespace Microbenchmark.Rows;

/// <summary>How the cost of a task, and of a call to one of some actors, grows with what is in flight.</summary>
internal static class GrowthRows
{
    private static readonly int[] InFlight = [1, 10, 100, 1_000, 10_000];
    private static readonly int[] Actors = [1, 10, 1_000];

    public static IReadOnlyList<GrowthSeries> All { get; } =
    [
        new("tasks", [.. InFlight.Select(static count => new GrowthPoint(count, new Row(Name("tasks", count), null, () => Tasks(count))))]),
        .. Actors.Select(static actors => Series(actors)),
    ];

    private static GrowthSeries Series(int actors)
    {
        var name = actors == 1 ? "calls, 1 actor" : Formats.Invariant($"calls, {actors:N0} actors");
        return new GrowthSeries(name, [.. InFlight.Select(count => new GrowthPoint(count, new Row(Name(name, count), null, () => Calls(actors, count))))]);
    }

    private static string Name(string series, int inFlight) => Formats.Invariant($"{series}, {inFlight:N0} in flight");

    private static Workload Tasks(int inFlight) => new(inFlight, async () => Check.Equal(inFlight, await Batch.SumAsync(inFlight, static _ => Tiny.Remote.One())));

    private static Workload Calls(int actors, int inFlight)
    {
        var servers = Enumerable.Range(0, actors).Select(static _ => Server.Remote.Create()).ToArray();
        var next = 0;
        return new Workload(
            inFlight,
            async () =>
            {
                // With fewer calls than actors, every actor still has its turn.
                var first = next;
                next = (next + inFlight) % actors;
                Check.Equal(inFlight, await Batch.SumAsync(inFlight, i => servers[(first + i) % actors].SmallValue()));
            },
            servers);
    }
}
