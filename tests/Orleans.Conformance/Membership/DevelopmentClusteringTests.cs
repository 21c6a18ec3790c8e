using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Conformance.Identity;
using Orleans.Conformance.Shared;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Conformance.Membership;

public sealed class DevelopmentClusteringTests : IDisposable
{
    private readonly TestClusterPortAllocator _ports = new();

    [Fact]
    public async Task A_silo_that_starts_before_its_primary_waits_for_it()
    {
        var (primaryPorts, secondaryPorts) = (_ports.AllocateConsecutivePortPairs(1), _ports.AllocateConsecutivePortPairs(1));
        using var primary = Build(primaryPorts, primaryPorts.Item1);
        using var secondary = Build(secondaryPorts, primaryPorts.Item1);

        var starting = secondary.StartAsync();
        Assert.False(starting.IsCompleted);
        await primary.StartAsync();
        await starting.Soon();

        foreach (var host in new[] { primary, secondary })
        {
            await Patience.Until(() => Task.FromResult(host.Services.GetRequiredService<ISiloStatusOracle>().GetActiveSilos().Length == 2));
        }

        await secondary.StopAsync();
        await Patience.Until(() => Task.FromResult(primary.Services.GetRequiredService<ISiloStatusOracle>().GetActiveSilos().Length == 1));
        await primary.StopAsync();
    }

    [Fact]
    public async Task A_silo_goes_on_when_its_primary_has_left_with_the_membership_as_it_was()
    {
        var (primaryPorts, secondaryPorts) = (_ports.AllocateConsecutivePortPairs(1), _ports.AllocateConsecutivePortPairs(1));
        using var primary = Build(primaryPorts, primaryPorts.Item1);
        using var secondary = Build(secondaryPorts, primaryPorts.Item1);
        await primary.StartAsync();
        await secondary.StartAsync();
        var membership = secondary.Services.GetRequiredService<IClusterMembershipService>();
        var self = secondary.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress;

        await primary.StopAsync();

        Assert.Equal(SiloStatus.Active, membership.CurrentSnapshot.GetSiloStatus(self));
        Assert.Equal("still", await secondary.Services.GetRequiredService<IGrainFactory>().GetGrain<IStringKeyGrain>("still").Key().Soon());
        using var kill = new CancellationTokenSource();
        await kill.CancelAsync();
        await secondary.StopAsync(kill.Token).Soon();
    }

    public void Dispose() => _ports.Dispose();

    private static IHost Build((int Silo, int Gateway) ports, int primaryPort)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo.UseLocalhostClustering(ports.Silo, ports.Gateway, new IPEndPoint(IPAddress.Loopback, primaryPort)));
        return builder.Build();
    }
}
