using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.Shared;

/// <summary>Three silos and a client, with memory storage and the test's own placement and filters.</summary>
public class ClusterFixture : IAsyncLifetime
{
    public InProcessTestCluster Cluster { get; private set; } = null!;

    public IClusterClient Client => Cluster.Client;

    protected virtual short SiloCount => 3;

    public IGrainFactory FactoryOf(int silo) => (IGrainFactory)Cluster.Silos[silo].ServiceProvider.GetService(typeof(IGrainFactory))!;

    public SiloAddress AddressOf(int silo) => Cluster.Silos[silo].SiloAddress;

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(SiloCount);
        builder.ConfigureSilo((options, silo) =>
        {
            silo.AddMemoryGrainStorageAsDefault().AddMemoryGrainStorage("named");
            Configure(options, silo);
        });
        builder.ConfigureClient(Configure);
        Configure(builder);
        Cluster = builder.Build();
        await Cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    protected virtual void Configure(InProcessTestClusterBuilder builder)
    {
    }

    protected virtual void Configure(InProcessTestSiloSpecificOptions options, ISiloBuilder silo)
    {
    }

    protected virtual void Configure(IClientBuilder client)
    {
    }
}
