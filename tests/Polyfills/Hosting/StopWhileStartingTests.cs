using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Hosting;

public sealed class StopWhileStartingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("host")]
    [InlineData("application")]
    [InlineData("silo")]
    public async Task A_silo_that_is_stopped_while_it_starts_does_not_start_and_leaves_its_ports(string stopped)
    {
        using var ports = new TestClusterPortAllocator();
        var (siloPort, gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        var stage = new WaitingStage();
        using var host = Build(siloPort, gatewayPort, stage);
        var starting = host.StartAsync();
        await stage.Reached.WaitAsync(Patience);
        var silo = host.Services.GetRequiredService<Silo>();

        switch (stopped)
        {
            case "host":
                await host.StopAsync().WaitAsync(Patience);
                break;
            case "application":
                host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
                break;
            default:
                await silo.StopAsync(CancellationToken.None).WaitAsync(Patience);
                Assert.True(silo.SiloTerminated.IsCompleted);
                break;
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting.WaitAsync(Patience));
        await silo.SiloTerminated.WaitAsync(Patience);
        Assert.True(stage.HasStopped);
        using var second = Build(siloPort, gatewayPort);
        await second.StartAsync().WaitAsync(Patience);
        await second.StopAsync().WaitAsync(Patience);
    }

    private static IHost Build(int siloPort, int gatewayPort, params ILifecycleParticipant<ISiloLifecycle>[] participants)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(IPAddress.Loopback, siloPort)));
        foreach (var participant in participants)
        {
            builder.Services.AddSingleton(participant);
        }

        return builder.Build();
    }
}
