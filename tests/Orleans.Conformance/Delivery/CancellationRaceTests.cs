using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Delivery;

public sealed class CancellationRaceTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    public static TheoryData<string> Callers => ["client", "local", "remote"];

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_request_that_is_cancelled_while_its_grain_activates_ends_at_once_and_the_grain_goes_on(string from)
    {
        var grain = FactoryOf(from).GetGrain<ISlowLifeGrain>(Names.New());
        var (activating, activate, ran) = (Names.New(), Names.New(), Names.New());
        using var cancellation = new CancellationTokenSource();
        RequestContext.Set("activating", activating);
        RequestContext.Set("activate", activate);
        RequestContext.Set(Orleans.Runtime.Placement.IPlacementDirector.PlacementHintKey, fixture.AddressOf(0));
        var call = grain.Run(ran, cancellation.Token);
        RequestContext.Clear();
        await Signals.Wait(activating);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Signals.Set(activate);

        Assert.Equal(5, await grain.Echo(5).Soon());
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_request_that_is_cancelled_while_its_grain_deactivates_ends_at_once_and_the_grain_goes_on(string from)
    {
        var grain = FactoryOf(from).GetGrain<ISlowLifeGrain>(Names.New());
        var (deactivating, release, ran) = (Names.New(), Names.New(), Names.New());
        using var cancellation = new CancellationTokenSource();
        await Placed.On(fixture.AddressOf(0), () => grain.HoldDeactivation(deactivating, release));
        await grain.Deactivate();
        await Signals.Wait(deactivating);

        var call = grain.Run(ran, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        Signals.Set(release);

        Assert.Equal(5, await grain.Echo(5).Soon());
    }

    private IGrainFactory FactoryOf(string from) => from switch
    {
        "client" => fixture.Client,
        "local" => fixture.FactoryOf(0),
        _ => fixture.FactoryOf(1),
    };
}
