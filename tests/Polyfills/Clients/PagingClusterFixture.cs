using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Clients;

/// <summary>Two silos, each with a gateway.</summary>
public sealed class PagingClusterFixture : IAsyncLifetime
{
    public InProcessTestCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Cluster = new InProcessTestClusterBuilder(2).Build();
        await Cluster.DeployAsync();
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    internal RawClient NewClient(GrainId? credential = null) => new(Cluster.Options.ClusterId, credential);
}
