namespace Orleans.Conformance.Transport;

/// <summary>Three silos that several tests share.</summary>
public sealed class SocketClusterFixture : IAsyncLifetime
{
    internal SocketCluster Cluster { get; private set; } = null!;

    public async Task InitializeAsync() => Cluster = await SocketCluster.StartAsync(3);

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
