using Orleans.Runtime;

namespace Orleans.TestingHost;

public abstract class SiloHandle : IDisposable, IAsyncDisposable
{
    protected SiloHandle()
    {
    }

    public short InstanceNumber { get; set; }

    public string Name { get; set; } = string.Empty;

    public SiloAddress SiloAddress { get; set; } = null!;

    public SiloAddress GatewayAddress { get; set; } = null!;

    public abstract bool IsActive { get; }

    public abstract Task StopSiloAsync(bool stopGracefully);

    public abstract Task StopSiloAsync(CancellationToken ct);

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
