using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Conformance.Placement;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.Transport;

/// <summary>Silos and clients in hosts of their own, on loopback ports, as separate processes would be.</summary>
internal sealed class SocketCluster : IAsyncDisposable
{
    public const string ClusterId = "sockets";

    private readonly List<IHost> _hosts = [];
    private readonly Action<ISiloBuilder>? _configure;
    private readonly TestClusterPortAllocator _ports = new();

    private SocketCluster(Action<ISiloBuilder>? configure) => _configure = configure;

    public List<IHost> Silos { get; } = [];

    public static async Task<SocketCluster> StartAsync(int silos, Action<ISiloBuilder>? configure = null)
    {
        var cluster = new SocketCluster(configure);
        for (var i = 0; i < silos; i++)
        {
            cluster.Silos.Add(await cluster.StartSiloAsync());
        }

        foreach (var silo in cluster.Silos)
        {
            var oracle = silo.Services.GetRequiredService<ISiloStatusOracle>();
            await Patience.Until(() => Task.FromResult(oracle.GetActiveSilos().Length == silos));
        }

        return cluster;
    }

    public static IGrainFactory FactoryOf(IHost host) => host.Services.GetRequiredService<IGrainFactory>();

    public static ILocalSiloDetails DetailsOf(IHost silo) => silo.Services.GetRequiredService<ILocalSiloDetails>();

    public static SiloAddress AddressOf(IHost silo) => DetailsOf(silo).SiloAddress;

    public async Task<IHost> StartSiloAsync(int? siloPort = null)
    {
        var (port, gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        var primary = Silos.Count == 0 ? null : AddressOf(Silos[0]).Endpoint;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort ?? port, gatewayPort, primary, ClusterId, ClusterId);
            silo.AddPlacementDirector<CustomPlacement, CustomPlacementDirector>();
            _configure?.Invoke(silo);
        });
        return await StartAsync(builder);
    }

    public async Task<IHost> StartClientAsync(string clusterId = ClusterId)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client
            .UseLocalhostClustering([.. Silos.Select(silo => DetailsOf(silo).GatewayAddress.Endpoint.Port)], clusterId, clusterId)
            .UseConnectionRetryFilter((_, _) => Task.FromResult(false)));
        return await StartAsync(builder);
    }

    /// <summary>A grain that is active on this silo.</summary>
    public static async Task<ISocketGrain> GrainOn(IHost silo, IHost caller)
    {
        var grain = FactoryOf(caller).GetGrain<ISocketGrain>(Names.New());
        await Placed.On(AddressOf(silo), grain.Where);
        return grain;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync();
            host.Dispose();
        }

        _ports.Dispose();
    }

    private async Task<IHost> StartAsync(HostApplicationBuilder builder)
    {
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync();
        return host;
    }
}
