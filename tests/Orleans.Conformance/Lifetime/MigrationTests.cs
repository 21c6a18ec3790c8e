using Orleans.Conformance.Shared;
using Orleans.Core.Internal;

namespace Orleans.Conformance.Lifetime;

public sealed class MigrationTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task A_migrating_grain_takes_its_values_to_the_hinted_silo()
    {
        var (grain, ended) = (fixture.Client.GetGrain<IMovingGrain>(Names.New()), Names.New());
        await Placed.On(fixture.AddressOf(0), grain.Where);
        await grain.Remember(42);

        await Placed.On(fixture.AddressOf(1), () => grain.Move(ended));

        Assert.Equal(DeactivationReasonCode.Migrating, await Signals.Wait(ended));
        Assert.Equal(42, await grain.Remembered());
        Assert.Equal(fixture.AddressOf(1), await grain.Where());
    }

    [Fact]
    public async Task Any_reference_can_be_asked_to_deactivate_its_grain()
    {
        var grain = fixture.Client.GetGrain<IMovingGrain>(Names.New());
        var first = await grain.Activation();

        await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();

        await Patience.Until(async () => await grain.Activation() != first);
    }
}
