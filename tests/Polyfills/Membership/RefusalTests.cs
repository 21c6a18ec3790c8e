using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Membership;

public sealed class RefusalTests
{
    [Fact]
    public async Task A_silo_that_refuses_application_messages_still_answers_those_of_the_runtime()
    {
        await using var cluster = new InProcessTestClusterBuilder(2).Build();
        await cluster.DeployAsync();
        var (near, far) = (cluster.Silos[0], cluster.Silos[1]);
        var grain = near.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<IWhereGrain>("refused");
        RequestContext.Set(IPlacementDirector.PlacementHintKey, far.SiloAddress);
        Assert.Equal(far.SiloAddress, await grain.Where());
        RequestContext.Clear();

        far.ServiceProvider.GetRequiredService<SiloRuntime>().RefuseApplicationMessages();

        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => grain.Where());
        await near.ServiceProvider.GetRequiredService<IMembershipPeers>().PingAsync(far.SiloAddress);
    }
}
