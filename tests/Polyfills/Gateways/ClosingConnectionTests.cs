using Microsoft.Extensions.DependencyInjection;
using Orleans.Polyfills.Clients;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Gateways;

/// <summary>What another silo, here in the hands of a test, sends to one that stops while the connection between them closes.</summary>
public sealed class ClosingConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // No shorter than what a silo that stops gives the others.
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_clients_request_that_is_under_way_then_is_refused_rather_than_lost(bool overSockets)
    {
        await using var cluster = await StartAsync(overSockets, TimeProvider.System);
        var silo = cluster.Silos[0];
        var gateway = await PlayedGateway.ConnectAsync(cluster, silo.SiloAddress);

        var stop = cluster.StopSiloAsync(silo);
        await Task.WhenAny(gateway.Left, gateway.Connection.Closed).WaitAsync(Patience);
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
        var time = new HeldTime(LongestGrace);
        await using var cluster = await StartAsync(overSockets, time);
        var silo = cluster.Silos[0];
        var gateway = await PlayedGateway.ConnectAsync(cluster, silo.SiloAddress);

        using var hold = time.Hold();
        var stop = cluster.StopSiloAsync(silo);
        await Task.WhenAny(gateway.Left, gateway.Connection.Closed).WaitAsync(Patience);

        // When a silo had no thread for longer than its patience, the end of that is the first thing that it learns.
        await time.EndDelayAsync(Patience);
        await time.WhenDelayedAsync(Patience);
        gateway.PassOn(cluster.Client.GetGrain<IGatewayGrain>("late").GetGrainId());
        await gateway.Connection.CloseAsync();

        Assert.IsType<OrleansMessageRejectionException>(await gateway.GetFailureAsync().WaitAsync(Patience));
        hold.Dispose();
        await stop.WaitAsync(Patience);
    }

    private static async Task<InProcessTestCluster> StartAsync(bool overSockets, TimeProvider time)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(time);
            UseTransport(silo.Services, overSockets);
        });
        builder.ConfigureClient(client => UseTransport(client.Services, overSockets));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }

    private static void UseTransport(IServiceCollection services, bool overSockets)
    {
        if (overSockets)
        {
            services.AddSingleton<ITransport, TcpTransport>();
        }
    }
}
