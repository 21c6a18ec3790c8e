using Microbenchmark.Measuring;
using Microbenchmark.Workloads;

namespace Microbenchmark.Rows;

/// <summary>Calls of actors with async methods.</summary>
internal static class AsyncActorRows
{
    private const int InFlight = 1000;
    private const int SyncCalls = 100;
    private const int CallsEach = 5000;
    private const int CallingTasks = 4;
    private static readonly int Actors = Math.Max(1, Environment.ProcessorCount / 2);

    public static IEnumerable<Row> All { get; } =
    [
        new("1:1 async-actor calls sync", 1_460, OneToOneSync) { Limit = LimitRows.ActorSync },
        new("1:1 async-actor calls async", 4_260, OneToOneAsync) { Limit = LimitRows.ActorAsync },
        new("1:1 async-actor calls with args async", 2_836, OneToOneWithArguments) { Limit = LimitRows.ActorAsync },
        new("1:n async-actor calls async", 7_383, OneToMany) { Limit = LimitRows.ActorAsync },
        new("n:n async-actor calls async", 23_675, ManyToMany) { Limit = LimitRows.ActorAsync },
    ];

    private static Workload OneToOneSync()
    {
        var server = AsyncServer.Remote.Create();
        return new Workload(
            SyncCalls,
            async () =>
            {
                var sum = 0;
                for (var i = 0; i < SyncCalls; i++)
                {
                    sum += await server.SmallValue();
                }

                Check.Equal(SyncCalls, sum);
            },
            server);
    }

    private static Workload OneToOneAsync()
    {
        var server = AsyncServer.Remote.Create();
        return new Workload(InFlight, async () => Check.Equal(InFlight, await Batch.SumAsync(InFlight, _ => server.SmallValue())), server);
    }

    private static Workload OneToOneWithArguments()
    {
        var server = AsyncServer.Remote.Create();
        return new Workload(
            InFlight,
            async () => Check.Equal(InFlight * (InFlight + 1) / 2, await Batch.SumAsync(InFlight, i => server.SmallValueArg(i))),
            server);
    }

    private static Workload OneToMany()
    {
        var servers = CreateServers();
        var client = AsyncClient.Remote.Create(servers);
        return new Workload(CallsEach * Actors, async () => Check.Equal(CallsEach * Actors, await client.SmallValues(CallsEach)), [client, .. servers]);
    }

    private static Workload ManyToMany()
    {
        var servers = CreateServers();
        return new Workload(
            CallingTasks * CallsEach,
            async () => Check.Equal(CallingTasks * CallsEach, await Batch.SumAsync(CallingTasks, _ => Callers.Remote.CallAsync(servers, CallsEach))),
            servers);
    }

    private static AsyncServer.Handle[] CreateServers() => [.. Enumerable.Range(0, Actors).Select(static _ => AsyncServer.Remote.Create())];
}
