using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Conformance.Processes;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.Membership;

/// <summary>The primary silo of development clustering is a process, which has the membership table and is killed.</summary>
public sealed class PrimaryCrashTests
{
    [Fact]
    public async Task A_silo_goes_on_when_its_primary_has_crashed()
    {
        using var ports = new TestClusterPortAllocator();
        var (primaryPort, primaryGateway) = ports.AllocateConsecutivePortPairs(1);
        var (siloPort, gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        await using var primary = await SiloProcess.StartAsync(primaryPort, primaryGateway, primaryPort);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(IPAddress.Loopback, primaryPort))
            .Configure<Configuration.ClusterMembershipOptions>(FastDetection.Configure)

            // Should a busy machine keep this process from answering, its tests must not end with the silo.
            .ConfigureServices(static services => services.AddSingleton<IFatalErrorHandler, FatalErrors>()));
        using var host = builder.Build();
        await host.StartAsync();
        var (grains, oracle) = (host.Services.GetRequiredService<IGrainFactory>(), host.Services.GetRequiredService<ISiloStatusOracle>());
        var self = host.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        var other = Assert.Single(oracle.GetActiveSilos(), silo => !silo.Equals(self));
        var (here, there) = (await GrainOnAsync(grains, self), await GrainOnAsync(grains, other));

        primary.Kill();
        await primary.WaitForExitAsync();

        // Its endpoint refuses connections, which needs no membership to be known. A call that was sent before the end of the
        // connection was noticed has no answer.
        await Patience.Until(async () =>
        {
            var call = there.IsWorking();
            return await Task.WhenAny(call, Task.Delay(TimeSpan.FromSeconds(1))) == call && call.Exception?.InnerException is OrleansMessageRejectionException;
        });
        Assert.Equal(self, await here.Where().Soon());
        Assert.Equal(SiloStatus.Active, oracle.CurrentStatus);
        using var kill = new CancellationTokenSource();
        await kill.CancelAsync();
        await host.StopAsync(kill.Token).Soon();
    }

    private static async Task<IProcessGrain> GrainOnAsync(IGrainFactory grains, SiloAddress silo)
    {
        var grain = grains.GetGrain<IProcessGrain>(Names.New());
        await Placed.On(silo, async () => Assert.Equal(silo, await grain.Where()));
        return grain;
    }
}
