using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Polyfills.Gateways;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Frames;

public sealed class LateHelloTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_peer_is_let_in_whose_introduction_the_silo_reads_late_because_it_stood_still()
    {
        var time = new HeldTime(OpenTimeout);
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(time).AddSingleton<ITransport, TcpTransport>();
            silo.Configure<ConnectionOptions>(static options => options.OpenConnectionTimeout = OpenTimeout);
        });
        builder.ConfigureClient(client => client.Services.AddSingleton<ITransport, TcpTransport>());
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        using var hold = time.Hold();
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(cluster.Silos[0].SiloAddress.Endpoint);

        // After a standstill, that it has taken too long may be the first thing that a silo learns.
        await time.EndDelayAsync(Patience);
        await time.WhenDelayedAsync(Patience);
        await peer.SendAsync(SampleFrames.Bytes(new Hello(cluster.Options.ClusterId, LiveSilo.NewSilo(), default, null).Encode()));

        Assert.Equal(cluster.Silos[0].SiloAddress, (await LiveSilo.ReadHelloAsync(peer)).Silo);
    }
}
