using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Lifetime;

public sealed class CollectionTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private IManagementGrain Management => fixture.Client.GetGrain<IManagementGrain>(0);

    [Fact]
    public async Task An_idle_grain_is_collected()
    {
        var grain = fixture.Client.GetGrain<ICollectedGrain>(Names.New());
        var first = await grain.Activation();

        await Patience.Until(async () =>
        {
            await Management.ForceActivationCollection(TimeSpan.Zero);
            return await grain.Activation() != first;
        });
    }

    [Fact]
    public async Task A_busy_grain_is_not_collected()
    {
        var grain = fixture.Client.GetGrain<ICollectedGrain>(Names.New());
        var first = await grain.Activation();
        var (started, release) = (Names.New(), Names.New());
        var running = grain.Block(started, release);
        await Signals.Wait(started);

        await Management.ForceActivationCollection(TimeSpan.Zero);
        Signals.Set(release);

        await running.Soon();
        Assert.Equal(first, await grain.Activation());
    }

    [Fact]
    public async Task The_management_grain_knows_silos_and_activations()
    {
        var (silo, grain) = (fixture.AddressOf(1), fixture.Client.GetGrain<IKeptGrain>(Names.New()));
        await Placed.On(silo, grain.Activation);

        var hosts = await Management.GetHosts(onlyActive: true);

        Assert.Equal(3, hosts.Count);
        Assert.All(hosts.Values, status => Assert.Equal(SiloStatus.Active, status));
        Assert.Equal(silo, await Management.GetActivationAddress(grain));
        Assert.Contains(grain.GetGrainId(), await Management.GetActiveGrains(grain.GetGrainId().Type));
        Assert.Contains(await Management.GetSimpleGrainStatistics(), statistic => statistic.GrainType.Contains("kept", StringComparison.OrdinalIgnoreCase) && statistic.SiloAddress.Equals(silo));
        Assert.True(await Management.GetTotalActivationCount() > 0);
    }
}
