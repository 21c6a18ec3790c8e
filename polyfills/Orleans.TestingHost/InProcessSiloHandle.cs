using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

public class InProcessSiloHandle : SiloHandle
{
    private readonly SemaphoreSlim _stopping = new(1);
    private volatile bool _isActive = true;
    private bool _isDisposed;

    public IHost SiloHost { get; init; } = null!;

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public override bool IsActive => _isActive;

    /// <summary>Builds and starts a silo from the configuration of a <see cref="TestCluster"/>.</summary>
    public static Task<InProcessSiloHandle> CreateAsync(string siloName, IConfiguration configuration, Action<IHostBuilder>? postConfigureHostBuilder = null) =>
        CreateAsync(siloName, configuration, postConfigureHostBuilder, CancellationToken.None);

    /// <inheritdoc cref="CreateAsync(string, IConfiguration, Action{IHostBuilder}?)"/>
    public static async Task<InProcessSiloHandle> CreateAsync(
        string siloName, IConfiguration configuration, Action<IHostBuilder>? postConfigureHostBuilder, CancellationToken cancellationToken)
    {
        // Every host scans, emits and starts threads of its own: none of that should hold up the caller's thread.
        var host = await Task.Run(() => StartAsync(() => TestClusterHostFactory.CreateSiloHost(siloName, configuration, postConfigureHostBuilder), cancellationToken), cancellationToken);
        return For(host, 0);
    }

    public override Task StopSiloAsync(bool stopGracefully) => StopSiloAsync(stopGracefully ? CancellationToken.None : new CancellationToken(canceled: true));

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
        if (_isDisposed)
        {
            return;
        }

        await StopSiloAsync(true);
        await DisposeHostAsync();
        GC.SuppressFinalize(this);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            base.Dispose(disposing);
            DisposeHostAsync().AsTask().GetAwaiter().GetResult();
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

    internal static async Task<IHost> StartAsync(Func<IHost> build, CancellationToken cancellationToken)
    {
        var host = build();
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <summary>The silo has crashed: nothing is stopped, but it is a silo of its cluster no longer.</summary>
    internal void Abandon() => _isActive = false;

    private async ValueTask DisposeHostAsync()
    {
        _isDisposed = true;
        if (SiloHost is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            SiloHost.Dispose();
        }
    }
}
