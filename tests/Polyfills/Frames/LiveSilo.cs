using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Frames;

/// <summary>A silo with its two ports on loopback, and a client of it.</summary>
public sealed class LiveSilo : IAsyncLifetime
{
    public static readonly TimeSpan HandshakeLimit = TimeSpan.FromMilliseconds(300);

    private readonly TestClusterPortAllocator _ports = new();
    private IHost _silo = null!;
    private IHost _client = null!;

    public IGrainFactory Client => _client.Services.GetRequiredService<IGrainFactory>();

    public SiloAddress Address => _silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public IPEndPoint Gateway => _silo.Services.GetRequiredService<ILocalSiloDetails>().GatewayAddress.Endpoint;

    public string ClusterId => _silo.Services.GetRequiredService<ILocalSiloDetails>().ClusterId;

    internal SiloConnections Connections => _silo.Services.GetRequiredService<SiloConnections>();

    public async Task InitializeAsync()
    {
        var (siloPort, gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .Configure<ConnectionOptions>(static options => options.OpenConnectionTimeout = HandshakeLimit));
        _silo = builder.Build();
        await _silo.StartAsync();
        builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort));
        _client = builder.Build();
        await _client.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.StopAsync();
        _client.Dispose();
        await _silo.StopAsync();
        _silo.Dispose();
        _ports.Dispose();
    }

    public async Task<Socket> ConnectAsync(bool toGateway)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(toGateway ? Gateway : Address.Endpoint);
        return socket;
    }
}
