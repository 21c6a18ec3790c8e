using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Polyfills.Clients;
using Orleans.Polyfills.Frames;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Gateways;

/// <summary>What another silo, here in the hands of a test, sends to one that stops while the connection between them closes.</summary>
public sealed class ClosingConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // No shorter than what a silo that stops gives the others.
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(1);

    private readonly HeldTime _siloTime = new(LongestGrace);
    private readonly HeldTime _gatewayTime = new(LongestGrace);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_clients_request_that_is_under_way_then_is_refused_rather_than_lost(bool overSockets)
    {
        await using var cluster = await StartAsync(overSockets);
        var silo = cluster.Silos[0];
        var gateway = await PlayedGateway.ConnectAsync(cluster, silo.SiloAddress);

        using var siloHold = _siloTime.Hold();
        using var gatewayHold = _gatewayTime.Hold();
        var stop = cluster.StopSiloAsync(silo);
        await gateway.Left.WaitAsync(Patience);
        gateway.PassOn(cluster.Client.GetGrain<IGatewayGrain>("late").GetGrainId());
        await gateway.Connection.CloseAsync();

        Assert.IsType<OrleansMessageRejectionException>(await gateway.GetFailureAsync().WaitAsync(Patience));
        await stop.WaitAsync(Patience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task So_is_one_that_this_silo_reads_late_because_it_stood_still(bool overSockets)
    {
        await using var cluster = await StartAsync(overSockets);
        var silo = cluster.Silos[0];
        var gateway = await PlayedGateway.ConnectAsync(cluster, silo.SiloAddress);

        using var siloHold = _siloTime.Hold();
        using var gatewayHold = _gatewayTime.Hold();
        var stop = cluster.StopSiloAsync(silo);
        await gateway.Left.WaitAsync(Patience);

        // When a silo had no thread for longer than its patience, the end of that is the first thing that it learns.
        await _siloTime.EndDelayAsync(Patience);
        await _siloTime.WhenDelayedAsync(Patience);
        gateway.PassOn(cluster.Client.GetGrain<IGatewayGrain>("late").GetGrainId());
        await gateway.Connection.CloseAsync();

        Assert.IsType<OrleansMessageRejectionException>(await gateway.GetFailureAsync().WaitAsync(Patience));
        await stop.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_silo_that_introduces_itself_only_then_is_told_so()
    {
        await using var cluster = await StartAsync(overSockets: true);
        var silo = cluster.Silos[0];
        using var late = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await late.ConnectAsync(silo.SiloAddress.Endpoint);

        // Accepted after it, so that both have been accepted.
        var gateway = await PlayedGateway.ConnectAsync(cluster, silo.SiloAddress);
        using var siloHold = _siloTime.Hold();
        var stop = cluster.StopSiloAsync(silo);
        await gateway.Left.WaitAsync(Patience);
        await late.SendAsync(SampleFrames.Bytes(new Hello(cluster.Options.ClusterId, LiveSilo.NewSilo(), default, silo.SiloAddress).Encode()));
        var answer = new byte[1024];
        var length = await late.ReceiveAsync(answer).WaitAsync(Patience);

        Assert.Equal("This silo is stopping.", Hello.Decode(answer.AsMemory(0, length)).RefusedBecause);
        late.Dispose();
        await gateway.Connection.CloseAsync();
        await stop.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_clients_request_that_waits_for_a_connection_to_a_third_silo_then_is_refused_rather_than_lost()
    {
        await using var cluster = await StartAsync(overSockets: true);
        var silo = cluster.Silos[0];
        var gateway = await PlayedGateway.ConnectAsync(cluster, silo.SiloAddress);
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        gateway.PassOn(cluster.Client.GetGrain<IGatewayGrain>("third").GetGrainId(), SiloAddress.New((IPEndPoint)silent.LocalEndpoint, 5));
        using var third = await silent.AcceptSocketAsync().WaitAsync(Patience);

        var stop = cluster.StopSiloAsync(silo);

        Assert.IsType<OrleansMessageRejectionException>(await gateway.GetFailureAsync().WaitAsync(Patience));
        await gateway.Left.WaitAsync(Patience);
        await gateway.Connection.CloseAsync();
        await stop.WaitAsync(Patience);
    }

    private async Task<InProcessTestCluster> StartAsync(bool overSockets)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => Configure(silo.Services, _siloTime, overSockets));
        builder.ConfigureClient(client => Configure(client.Services, _gatewayTime, overSockets));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private static void Configure(IServiceCollection services, TimeProvider time, bool overSockets)
    {
        services.AddSingleton(time);
        if (overSockets)
        {
            services.AddSingleton<ITransport, TcpTransport>();
        }
    }
}
