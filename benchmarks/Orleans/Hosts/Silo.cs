using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;

namespace OrleansBenchmark.Hosts;

/// <summary>A silo or a client in a host of its own, on loopback ports.</summary>
internal sealed class Silo : IAsyncDisposable
{
    private readonly IHost _host;

    private Silo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public SiloAddress Address => _host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public SiloAddress[] ActiveSilos => [.. _host.Services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Keys];

    public static Task<Silo> StartAsync(Ports ports, int primaryPort)
    {
        var builder = CreateBuilder();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(ports.Silo, ports.Gateway, new IPEndPoint(IPAddress.Loopback, primaryPort)));
        return StartAsync(builder);
    }

    public static Task<Silo> StartAsync()
    {
        var ports = Ports.FindFree();
        return StartAsync(ports, ports.Silo);
    }

    public static Task<Silo> StartClientAsync(int gatewayPort)
    {
        var builder = CreateBuilder();
        builder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort));
        return StartAsync(builder);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static HostApplicationBuilder CreateBuilder() =>
        Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });

    private static async Task<Silo> StartAsync(HostApplicationBuilder builder)
    {
        var host = builder.Build();
        await host.StartAsync();
        return new Silo(host);
    }
}
