using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Redis.Conformance.Shared;

/// <summary>Silos and clients, each in a generic host, that find each other through one Redis.</summary>
public sealed class RedisHosts(RedisServer redis) : IAsyncDisposable
{
    private readonly List<IHost> _hosts = [];

    public string ClusterId { get; } = $"cluster-{Names.New()}";

    public string ServiceId { get; } = $"service-{Names.New()}";

    public RedisServer Redis => redis;

    public static SiloAddress AddressOf(IHost silo) => silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public static IGrainFactory FactoryOf(IHost host) => host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>A silo that has not been started.</summary>
    public IHost CreateSilo(Action<ISiloBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo =>
        {
            silo.UseRedisClustering(options => options.ConfigurationOptions = redis.Options)
                .Configure<ClusterOptions>(Configure)
                .Configure<ClusterMembershipOptions>(static options => options.TableRefreshTimeout = TimeSpan.FromSeconds(1))
                .ConfigureEndpoints(IPAddress.Loopback, Ports.Next(), Ports.Next());
            configure?.Invoke(silo);
        });
        return Add(builder);
    }

    public async Task<IHost> StartSiloAsync(Action<ISiloBuilder>? configure = null)
    {
        var silo = CreateSilo(configure);
        await silo.StartAsync();
        return silo;
    }

    public async Task<IHost[]> StartSilosAsync(int count, Action<ISiloBuilder>? configure = null) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StartSiloAsync(configure)));

    public async Task<IHost> StartClientAsync(Action<IClientBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client =>
        {
            client.UseRedisClustering(options => options.ConfigurationOptions = redis.Options).Configure<ClusterOptions>(Configure);
            configure?.Invoke(client);
        });
        var host = Add(builder);
        await host.StartAsync();
        return host;
    }

    public async Task StopAsync(IHost host, bool gracefully = true)
    {
        _hosts.Remove(host);
        try
        {
            await host.StopAsync(new CancellationToken(canceled: !gracefully));
        }
        catch (OperationCanceledException) when (!gracefully)
        {
            // As it was told.
        }

        await ((IAsyncDisposable)host).DisposeAsync();
    }

    /// <summary>Until each of these silos, and no other, is seen as active by all of them.</summary>
    public static async Task UntilSeen(params IHost[] silos)
    {
        var expected = silos.Select(AddressOf).Order().ToArray();
        await Patience.Until(() => Task.FromResult(Array.TrueForAll(
            silos,
            silo => silo.Services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Keys.Order().SequenceEqual(expected))));
    }

    public async ValueTask DisposeAsync()
    {
        // The last first: clients before silos.
        foreach (var host in _hosts.AsEnumerable().Reverse().ToArray())
        {
            await StopAsync(host);
        }
    }

    private IHost Add(HostApplicationBuilder builder)
    {
        var host = builder.Build();
        _hosts.Add(host);
        return host;
    }

    private void Configure(ClusterOptions options)
    {
        options.ClusterId = ClusterId;
        options.ServiceId = ServiceId;
    }
}
