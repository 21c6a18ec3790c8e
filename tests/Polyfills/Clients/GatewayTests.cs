using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime;
using Orleans.Statistics;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Clients;

public sealed class GatewayTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_client_prefers_the_gateway_that_it_is_told_to(int index)
    {
        await using var cluster = await DeployAsync(2, client: client => client.Configure<GatewayOptions>(options => options.PreferredGatewayIndex = index));
        var chosen = await cluster.Client.GetGrain<IGatewayGrain>(Signals.New()).Where();

        Assert.All(await CallManyAsync(cluster.Client), silo => Assert.Equal(chosen, silo));

        await cluster.KillSiloAsync(cluster.GetSiloForAddress(chosen)!);
        Assert.All(await CallManyAsync(cluster.Client), silo => Assert.NotEqual(chosen, silo));
    }

    [Fact]
    public async Task A_gateway_under_too_much_load_turns_clients_away_if_it_is_told_to()
    {
        var load = new Load();
        await using var cluster = await DeployAsync(
            1,
            silo =>
            {
                silo.Configure<LoadSheddingOptions>(options => options.LoadSheddingEnabled = true);
                silo.Services.AddSingleton<IEnvironmentStatisticsProvider>(load);
            });
        var grain = cluster.Client.GetGrain<IGatewayGrain>("a");
        await grain.Where();

        load.Now = new EnvironmentStatistics(96, 1, 99, 100);
        await Assert.ThrowsAsync<GatewayTooBusyException>(grain.Where);
        load.Now = new EnvironmentStatistics(1, 91, 9, 100);
        await Assert.ThrowsAsync<GatewayTooBusyException>(grain.Where);
        await cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IGatewayGrain>("a").Where();

        load.Now = new EnvironmentStatistics(95, 90, 10, 100);
        await grain.Where();
    }

    [Fact]
    public async Task A_silo_that_stops_asks_its_clients_to_leave_and_waits_for_them()
    {
        await using var cluster = await DeployAsync(2);
        await using var client = new RawClient(cluster.Options.ClusterId);
        var (leaver, other) = (cluster.Silos[1], cluster.Silos[0]);
        var connection = await client.ConnectAsync(leaver);

        var stop = cluster.StopSiloAsync(leaver);
        await client.ReceiveAsync(MessageDirection.Leave);

        // What is left to answer still passes.
        var call = client.Pager(other.ServiceProvider).Page("hello");
        var (_, request) = await client.ReceiveAsync(MessageDirection.Request);
        client.Answer(connection, request, "while leaving");
        Assert.Equal("while leaving", await call.Soon());
        Assert.False(stop.IsCompleted);

        client.Send(connection, new Message { Direction = MessageDirection.LeaveAcknowledged });
        await stop.Soon();
        await connection.Closed.Soon();
    }

    [Fact]
    public async Task The_observers_of_a_client_are_told_how_many_gateways_it_has()
    {
        var counts = new List<(int Current, int Previous, bool Recovered)>();
        await using var cluster = await DeployAsync(2, client: client => client.AddGatewayCountChangedHandler((sender, change) =>
        {
            Assert.IsAssignableFrom<IClusterClient>(sender);
            lock (counts)
            {
                counts.Add((change.NumberOfConnectedGateways, change.PreviousNumberOfConnectedGateways, change.ConnectionRecovered));
            }
        }));

        await cluster.StopSiloAsync(cluster.Silos[1]);

        await Patience.Until(() => Seen().Length == 3, () => string.Join(", ", Seen()));
        Assert.Equal([(1, 0, true), (2, 1, false), (1, 2, false)], Seen());

        (int, int, bool)[] Seen()
        {
            lock (counts)
            {
                return [.. counts];
            }
        }
    }

    [Fact]
    public async Task A_call_of_an_object_can_be_cancelled()
    {
        await using var cluster = await DeployAsync(2);
        var (pager, started) = (new Pager(), Signals.New());
        var reference = cluster.Client.CreateObjectReference<IPager>(pager);
        using var cancellation = new CancellationTokenSource();
        var grain = cluster.Client.GetGrain<IPagingGrain>("a");

        var call = grain.Wait(reference, started, cancellation.Token);
        await Signals.Wait(started);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        await Signals.Wait($"{started} cancelled");
        GC.KeepAlive(pager);
    }

    [Fact]
    public async Task Filters_of_a_client_see_calls_of_its_objects()
    {
        var seen = new List<string>();
        await using var cluster = await DeployAsync(1, client: client => client.AddIncomingGrainCallFilter(async context =>
        {
            seen.Add($"{context.MethodName} of {context.Grain.GetType().Name}");
            await context.Invoke();
            context.Result = $"{context.Result}, filtered";
        }));
        var pager = new Pager();

        var answer = await cluster.Client.GetGrain<IPagingGrain>("a").Page(cluster.Client.CreateObjectReference<IPager>(pager), "x");

        Assert.Equal("paged x, filtered", answer);
        Assert.Equal(["Page of Pager"], seen);
        GC.KeepAlive(pager);
    }

    private static async Task<InProcessTestCluster> DeployAsync(short silos, Action<ISiloBuilder>? silo = null, Action<IClientBuilder>? client = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, configured) => silo?.Invoke(configured));
        builder.ConfigureClient(configured => client?.Invoke(configured));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private static Task<SiloAddress[]> CallManyAsync(IGrainFactory client) =>
        Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.GetGrain<IGatewayGrain>(Signals.New()).Where())).Soon();

    private sealed class Load : IEnvironmentStatisticsProvider
    {
        public EnvironmentStatistics Now { get; set; }

        public EnvironmentStatistics GetEnvironmentStatistics() => Now;
    }
}
