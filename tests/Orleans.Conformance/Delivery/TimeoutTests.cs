using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class TimeoutTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_late_response_is_a_timeout_for_the_caller_alone(bool external)
    {
        var grain = (external ? fixture.Client : fixture.Local).GetGrain<IDeliveryGrain>(Names.New());
        var (started, release, ended) = (Names.New(), Names.New(), Names.New());

        await Assert.ThrowsAsync<TimeoutException>(() => grain.Slow(started, release, ended).Soon());
        Assert.False(Signals.IsSet(ended));
        Signals.Set(release);

        await Signals.Wait(ended);
        Assert.Equal(0, await grain.Count());
    }
}
