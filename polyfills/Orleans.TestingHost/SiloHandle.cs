using Orleans.Runtime;

namespace Orleans.TestingHost;

public abstract class SiloHandle : IDisposable, IAsyncDisposable
{
    protected SiloHandle()
    {
    }

    /// <summary>The options of the <see cref="TestCluster"/> that this silo belongs to, if any.</summary>
    public TestClusterOptions? ClusterOptions { get; set; }

    public short InstanceNumber { get; set; }

    public string Name { get; set; } = string.Empty;

    public SiloAddress SiloAddress { get; set; } = null!;

    public SiloAddress GatewayAddress { get; set; } = null!;

    public abstract bool IsActive { get; }

    /// <param name="stopGracefully">False stops with a token that is cancelled already: no grain is told, the cluster is.</param>
    public abstract Task StopSiloAsync(bool stopGracefully);

    public abstract Task StopSiloAsync(CancellationToken ct);

    public virtual Task StopSiloAsync(bool stopGracefully, CancellationToken cancellationToken) =>
        stopGracefully ? StopSiloAsync(cancellationToken) : StopSiloAsync(stopGracefully).WaitAsync(cancellationToken);

    public abstract ValueTask DisposeAsync();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    public override string ToString() => SiloAddress?.ToString() ?? Name;

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            StopSiloAsync(true).GetAwaiter().GetResult();
        }
    }
}
