using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Clients;

/// <summary>Gateways that come and go, in the list that a client reads and in fact.</summary>
public sealed class GatewayListTests
{
    private static readonly IPEndPoint Unreachable = new(IPAddress.Loopback, 1);

    [Fact]
    public async Task A_gateway_that_one_reading_has_left_out_is_used_again()
    {
        GatewayList list = null!;
        await using var cluster = await StartSilosAsync(1, (cluster, client) =>
        {
            list = new GatewayList(reading => reading == 2 ? [Unreachable] : [EndpointOf(cluster, 0)]);
            client.Services.AddSingleton<IGatewayListProvider>(list);
            client.Configure<GatewayOptions>(static options => options.GatewayListRefreshPeriod = TimeSpan.FromMilliseconds(10));
        });
        await cluster.InitializeClientAsync();

        // The third has ended when the fourth begins.
        await Patience.Until(() => list.Readings >= 4);

        await cluster.Client.GetGrain<IGatewayGrain>("a").Where().Soon();
    }

    [Fact]
    public async Task A_gateway_that_is_lost_while_the_client_tries_to_reach_another_is_connected_to_again()
    {
        var transport = new HoldingTransport(Unreachable);
        var time = new PlayedDelays(new ConnectionOptions().ConnectionRetryDelay);
        await using var cluster = await StartSilosAsync(2, (cluster, client) => client.Services
            .AddSingleton<IGatewayListProvider>(new GatewayList(_ => [EndpointOf(cluster, 0), EndpointOf(cluster, 1), Unreachable]))
            .AddSingleton<ITransport>(transport)
            .AddSingleton<TimeProvider>(time));
        var gateway = cluster.Silos[0].ServiceProvider.GetRequiredService<Gateway>();
        var start = cluster.InitializeClientAsync();
        await transport.Holds.Soon();
        await Patience.Until(() => gateway.GetClients().Connected.Count == 1);

        transport.Break(EndpointOf(cluster, 0));
        await Patience.Until(() => gateway.GetClients().Connected.Count == 0);
        (await time.Delayed.Soon())();
        transport.Release();

        await start.Soon();
        await Patience.Until(() => gateway.GetClients().Connected.Count == 1);
    }

    private static IPEndPoint EndpointOf(InProcessTestCluster cluster, int silo) => cluster.Silos[silo].GatewayAddress.Endpoint;

    private static async Task<InProcessTestCluster> StartSilosAsync(short count, Action<InProcessTestCluster, IClientBuilder> configure)
    {
        InProcessTestCluster cluster = null!;
        var builder = new InProcessTestClusterBuilder(count);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureClient(client => configure(cluster, client));
        cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private sealed class GatewayList(Func<int, IPEndPoint[]> read) : IGatewayListProvider
    {
        private int _readings;

        public int Readings => Volatile.Read(ref _readings);

        public TimeSpan MaxStaleness => TimeSpan.FromMinutes(1);

        public bool IsUpdatable => true;

        public Task InitializeGatewayListProvider() => Task.CompletedTask;

        public Task<IList<Uri>> GetGateways() => Task.FromResult<IList<Uri>>([.. read(Interlocked.Increment(ref _readings)).Select(static endpoint => GatewayUri.Of(endpoint))]);
    }
}
