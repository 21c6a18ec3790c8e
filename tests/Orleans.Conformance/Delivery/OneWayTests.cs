using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class OneWayTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_one_way_call_returns_before_it_runs_to_its_end(bool external)
    {
        var grain = Grain(external);
        var (started, release) = (Names.New(), Names.New());

        await grain.OneWay(started, release).Soon();
        await Signals.Wait(started);
        Signals.Set(release);

        await Patience.Until(async () => await grain.Count() == 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_void_method_is_one_way(bool external)
    {
        var (grain, started) = (Grain(external), Names.New());

        grain.Void(started, started);
        await Signals.Wait(started);

        Assert.Equal(1, await grain.Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_failure_of_a_one_way_call_is_not_heard(bool external)
    {
        var (grain, started) = (Grain(external), Names.New());

        await grain.FailOneWay(started);
        await Signals.Wait(started);

        Assert.Equal(0, await grain.Count());
    }

    [Fact]
    public async Task A_one_way_call_waits_for_its_turn()
    {
        var grain = Grain(false);
        var (started, release, next) = (Names.New(), Names.New(), Names.New());
        var blocked = grain.Block(started, release);
        await Signals.Wait(started);

        grain.Void(next, next);
        Assert.False(Signals.IsSet(next));
        Signals.Set(release);

        await Signals.Wait(next);
        await blocked;
    }

    private IDeliveryGrain Grain(bool external) => (external ? fixture.Client : fixture.Local).GetGrain<IDeliveryGrain>(Names.New());
}
