using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

public class InProcessSiloHandle : SiloHandle
{
    private readonly SemaphoreSlim _stopping = new(1);
    private bool _isActive = true;

    public IHost SiloHost { get; init; } = null!;

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public override bool IsActive => _isActive;

    public override async Task StopSiloAsync(bool stopGracefully)
    {
        using var cancellation = new CancellationTokenSource();
        if (!stopGracefully)
        {
            await cancellation.CancelAsync();
        }

        await StopSiloAsync(cancellation.Token);
    }

    public override async Task StopSiloAsync(CancellationToken ct)
    {
        await _stopping.WaitAsync(CancellationToken.None);
        try
        {
            if (_isActive)
            {
                await SiloHost.StopAsync(ct);
                _isActive = false;
            }
        }
        finally
        {
            _stopping.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await StopSiloAsync(true);
        if (SiloHost is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            SiloHost.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            SiloHost.Dispose();
        }
    }

    internal static InProcessSiloHandle For(IHost host, short instanceNumber)
    {
        var silo = host.Services.GetRequiredService<ILocalSiloDetails>();
        return new InProcessSiloHandle
        {
            SiloHost = host,
            InstanceNumber = instanceNumber,
            Name = silo.Name,
            SiloAddress = silo.SiloAddress,
            GatewayAddress = silo.GatewayAddress,
        };
    }
}
