using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace Orleans.Conformance.Directory;

/// <summary>Silos in hosts of their own, as an application would configure them: with the directory that is the default.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private readonly TestClusterPortAllocator _ports = new();
    private readonly List<IHost> _hosts = [];
    private int _primaryPort;

    public SharedDirectory SharedDirectory { get; } = new();

    /// <summary>The first one has the membership table: it must be the last to stop.</summary>
    public IReadOnlyList<IHost> Hosts => _hosts;

    public async Task StartAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (siloPort, gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
            _primaryPort = _primaryPort == 0 ? siloPort : _primaryPort;
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
            builder.UseOrleans(silo => silo
                .UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(IPAddress.Loopback, _primaryPort))
                .AddGrainDirectory(SharedDirectory.Name, (_, _) => SharedDirectory));
            var host = builder.Build();
            _hosts.Add(host);
            await host.StartAsync();
        }

        await SettleAsync();
    }

    public async Task StopAsync(int index, bool gracefully = true)
    {
        var host = _hosts[index];
        _hosts.RemoveAt(index);
        using var token = new CancellationTokenSource();
        if (!gracefully)
        {
            await token.CancelAsync();
        }

        await host.StopAsync(token.Token);
        host.Dispose();
        await SettleAsync();
    }

    public IGrainFactory Factory(int index) => _hosts[index].Services.GetRequiredService<IGrainFactory>();

    public SiloAddress Address(int index) => _hosts[index].Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public async ValueTask DisposeAsync()
    {
        while (_hosts.Count > 0)
        {
            await StopAsync(_hosts.Count - 1);
        }

        _ports.Dispose();
    }

    private Task SettleAsync() => Patience.Until(() => Task.FromResult(
        _hosts.All(host => host.Services.GetRequiredService<ISiloStatusOracle>().GetActiveSilos().Length == _hosts.Count)));
}
