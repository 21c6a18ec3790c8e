using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Calls;

public sealed class OneWayTests
{
    [Fact]
    public async Task A_one_way_call_that_cannot_be_sent_fails_for_nobody()
    {
        await using var cluster = new InProcessTestClusterBuilder(1).Build();
        await cluster.DeployAsync();
        var grain = cluster.Client.GetGrain<ISlowGrain>(Guid.NewGuid().ToString("N"));
        await grain.Touch();
        await cluster.StopSiloAsync(cluster.Silos[0]);
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(grain.Touch);

        await grain.Note();
    }
}
