using Microbenchmark.Measuring;
using Microbenchmark.Workloads;

namespace Microbenchmark.Rows;

/// <summary>The same shapes on plain .NET: what the machine and the runtime allow.</summary>
internal static class LimitRows
{
    public const string TaskSync = "limit: task run sync";
    public const string TaskAsync = "limit: task run async";
    public const string ActorSync = "limit: channel actor sync";
    public const string ActorAsync = "limit: channel actor async";

    private const int InFlight = 1000;
    private const int SyncCalls = 100;

    public static IEnumerable<Row> All { get; } =
    [
        new(TaskSync, null, static () => new Workload(SyncCalls, TaskRunSyncAsync)),
        new(TaskAsync, null, static () => new Workload(InFlight, TaskRunAsync)),
        new(ActorSync, null, ChannelActorSync),
        new(ActorAsync, null, ChannelActorAsync),
    ];

    private static async Task TaskRunSyncAsync()
    {
        var sum = 0;
        for (var i = 0; i < SyncCalls; i++)
        {
            sum += await Task.Run(static () => 1);
        }

        Check.Equal(SyncCalls, sum);
    }

    private static async Task TaskRunAsync()
    {
        var tasks = new Task<int>[InFlight];
        for (var i = 0; i < tasks.Length; i++)
        {
            tasks[i] = Task.Run(static () => 1);
        }

        Check.Equal(InFlight, (await Task.WhenAll(tasks)).Sum());
    }

    private static Workload ChannelActorSync()
    {
        var actor = new ChannelActor();
        return new Workload(
            SyncCalls,
            async () =>
            {
                var sum = 0;
                for (var i = 0; i < SyncCalls; i++)
                {
                    sum += await actor.CallAsync();
                }

                Check.Equal(SyncCalls, sum);
            },
            actor);
    }

    private static Workload ChannelActorAsync()
    {
        var actor = new ChannelActor();
        return new Workload(
            InFlight,
            async () =>
            {
                var calls = new Task<int>[InFlight];
                for (var i = 0; i < calls.Length; i++)
                {
                    calls[i] = actor.CallAsync();
                }

                Check.Equal(InFlight, (await Task.WhenAll(calls)).Sum());
            },
            actor);
    }
}
