using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Activations;

/// <summary>A silo whose activations have little time to begin and to end.</summary>
public sealed class ImpatientCluster : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public ImpatientCluster()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo(static (_, silo) => silo.Services.Configure<GrainCollectionOptions>(static options =>
        {
            options.ActivationTimeout = TimeSpan.FromMilliseconds(200);
            options.DeactivationTimeout = TimeSpan.FromMilliseconds(200);
        }));
        builder.ConfigureClient(client => client.Services.AddSingleton<IClusterConnectionStatusObserver>(Connections));
        _cluster = builder.Build();
    }

    public IGrainFactory Grains => _cluster.Client;

    internal ConnectionLosses Connections { get; } = new();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();
}
