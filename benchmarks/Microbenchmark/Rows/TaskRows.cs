using Microbenchmark.Measuring;
using Microbenchmark.Workloads;

namespace Microbenchmark.Rows;

/// <summary>Submitting, getting and waiting for tasks.</summary>
internal static class TaskRows
{
    private const int InFlight = 1000;
    private const int Submitters = 4;
    private const int TasksEach = 10_000;
    private const int SyncCalls = 100;
    private const int Refs = 10_000;
    private const int Groups = 100;

    public static IEnumerable<Row> All { get; } =
    [
        new("single client tasks and get batch", 5.8, () => new Workload(1, BatchAsync)),
        new("single client get object containing 10k refs", 13.4, GetObjectContainingRefs),
        new("single client wait 1k refs", 5.08, () => new Workload(1, WaitAsync)),
        new("single client tasks sync", 981, () => new Workload(SyncCalls, SyncAsync)) { Limit = LimitRows.TaskSync },
        new("single client tasks async", 8_041, () => new Workload(InFlight, BatchAsync)) { Limit = LimitRows.TaskAsync },
        new("multi client tasks async", 21_230, MultiClient) { Limit = LimitRows.TaskAsync },
        new("placement group create/removal", 765, () => new Workload(Groups, GroupsAsync)),
    ];

    private static async Task BatchAsync() => Check.Equal(InFlight, await Batch.SumAsync(InFlight, static _ => Tiny.Remote.One()));

    private static Workload GetObjectContainingRefs()
    {
        var container = Tiny.Remote.CreateObjects(Refs);
        return new Workload(1, async () => Check.Equal(Refs, (await Ray.GetAsync(container)).Length));
    }

    private static async Task WaitAsync()
    {
        IReadOnlyList<ObjectRef<int>> remaining = [.. Enumerable.Range(0, InFlight).Select(static _ => Tiny.Remote.One())];
        var done = 0;
        while (remaining.Count > 0)
        {
            (var ready, remaining) = await Ray.WaitAsync(remaining);
            done += ready.Count;
        }

        Check.Equal(InFlight, done);
    }

    private static async Task SyncAsync()
    {
        var sum = 0;
        for (var i = 0; i < SyncCalls; i++)
        {
            sum += await Tiny.Remote.One();
        }

        Check.Equal(SyncCalls, sum);
    }

    private static async Task GroupsAsync()
    {
        var created = 0;
        for (var i = 0; i < Groups; i++)
        {
            var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }]);
            created += await group.WaitAsync(TimeSpan.Zero) ? 1 : 0;
            await Ray.RemovePlacementGroupAsync(group);
        }

        Check.Equal(Groups, created);
    }

    private static Workload MultiClient()
    {
        var clients = Enumerable.Range(0, Submitters).Select(static _ => Client.Remote.Create(Array.Empty<Server.Handle>())).ToArray();
        return new Workload(
            Submitters * TasksEach,
            async () => Check.Equal(Submitters * TasksEach, await Batch.SumAsync(Submitters, i => clients[i].SmallTasks(TasksEach))),
            clients);
    }
}
