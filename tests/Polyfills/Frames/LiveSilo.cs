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
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static int _lastGeneration = 1_000;

    private readonly TestClusterPortAllocator _ports = new();
    private IHost _silo = null!;
    private IHost _client = null!;

    public IGrainFactory Client => _client.Services.GetRequiredService<IGrainFactory>();

    public SiloAddress Address => _silo.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

    public IPEndPoint Gateway => _silo.Services.GetRequiredService<ILocalSiloDetails>().GatewayAddress.Endpoint;

    public string ClusterId => _silo.Services.GetRequiredService<ILocalSiloDetails>().ClusterId;

    internal IServiceProvider Services => _silo.Services;

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

    public async Task AssertServesAsync() => Assert.Equal(42, await Client.GetGrain<IFuzzGrain>("live").Next(41).WaitAsync(Patience));

    internal static SiloAddress NewSilo() => SiloAddress.New(IPAddress.Loopback, 1, Interlocked.Increment(ref _lastGeneration));

    internal static GrainId NewClient() => GrainId.Create(WellKnownGrainTypes.Client, Guid.NewGuid().ToString("N"));

    internal static async Task<Hello> ReadHelloAsync(Socket socket)
    {
        var prefix = await ReadExactlyAsync(socket, FrameLimits.PrefixSize);
        return Hello.Decode((byte[])[.. prefix, .. await ReadExactlyAsync(socket, Hello.Limits.ReadLength(prefix) - prefix.Length)]);
    }

    internal static async Task<byte[]> ReadExactlyAsync(Socket socket, int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var received = await socket.ReceiveAsync(bytes.AsMemory(read)).AsTask().WaitAsync(Patience);
            Assert.NotEqual(0, received);
            read += received;
        }

        return bytes;
    }

    internal async Task<Socket> IntroduceAsync(bool atGateway, SiloAddress? peer = null)
    {
        var socket = await ConnectAsync(atGateway);
        var hello = new Hello(ClusterId, atGateway ? null : peer ?? NewSilo(), atGateway ? NewClient() : default, null);
        await socket.SendAsync(SampleFrames.Bytes(hello.Encode()));
        var answer = await ReadHelloAsync(socket);
        Assert.Null(answer.RefusedBecause);
        Assert.Equal(Address, answer.Silo);
        return socket;
    }
}
