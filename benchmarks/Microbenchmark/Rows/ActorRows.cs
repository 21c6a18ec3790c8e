using Microbenchmark.Measuring;
using Microbenchmark.Workloads;

namespace Microbenchmark.Rows;

/// <summary>Calls of actors with synchronous methods.</summary>
internal static class ActorRows
{
    private const int InFlight = 1000;
    private const int SyncCalls = 100;
    private const int CallsEach = 5000;
    private const int CallingTasks = 4;

    // As Ray's own: half as many actors as CPUs.
    private static readonly int Actors = Math.Max(1, Environment.ProcessorCount / 2);

    public static IEnumerable<Row> All { get; } =
    [
        new("1:1 actor calls sync", 2_012, OneToOneSync) { Limit = LimitRows.ActorSync },
        new("1:1 actor calls async", 8_664, () => OneToOneAsync(Server.Remote.Create())) { Limit = LimitRows.ActorAsync },
        new("1:1 actor calls concurrent", 5_775, () => OneToOneAsync(Server.Remote.Create(new ActorOptions { MaxConcurrency = 16 }))) { Limit = LimitRows.ActorAsync },
        new("1:n actor calls async", 8_038, OneToMany) { Limit = LimitRows.ActorAsync },
        new("n:n actor calls async", 27_376, ManyToMany) { Limit = LimitRows.ActorAsync },
        new("n:n actor calls with arg async", 2_759, ManyToManyWithArgument) { Limit = LimitRows.ActorAsync },
    ];

    private static Workload OneToOneSync()
    {
        var server = Server.Remote.Create();
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

    private static Workload OneToOneAsync(Server.Handle server) =>
        new(InFlight, async () => Check.Equal(InFlight, await Batch.SumAsync(InFlight, _ => server.SmallValue())), server);

    private static Workload OneToMany()
    {
        var servers = CreateServers();
        var client = Client.Remote.Create(servers);
        return new Workload(CallsEach * Actors, async () => Check.Equal(CallsEach * Actors, await client.SmallValues(CallsEach)), [client, .. servers]);
    }

    private static Workload ManyToMany()
    {
        var servers = CreateServers();
        return new Workload(
            CallingTasks * CallsEach,
            async () => Check.Equal(CallingTasks * CallsEach, await Batch.SumAsync(CallingTasks, _ => Callers.Remote.Call(servers, CallsEach))),
            servers);
    }

    private static Workload ManyToManyWithArgument()
    {
        var servers = CreateServers();
        var clients = servers.Select(static server => Client.Remote.Create(new[] { server })).ToArray();
        return new Workload(
            InFlight * Actors,
            async () => Check.Equal(InFlight * Actors, await Batch.SumAsync(Actors, i => clients[i].SmallValuesArg(InFlight))),
            [.. clients, .. servers]);
    }

    private static Server.Handle[] CreateServers() => [.. Enumerable.Range(0, Actors).Select(static _ => Server.Remote.Create())];
}
