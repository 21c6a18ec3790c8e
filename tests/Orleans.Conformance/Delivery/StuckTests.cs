using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class StuckTests(StuckFixture fixture) : IClassFixture<StuckFixture>
{
    [Fact]
    public async Task An_activation_that_stays_with_one_request_for_too_long_is_replaced()
    {
        var grain = fixture.Client.GetGrain<IStuckGrain>(Names.New());
        var (started, release) = (Names.New(), Names.New());
        var stuck = grain.Stick(started, release);
        var first = (Guid)(await Signals.Wait(started))!;

        await Patience.Until(async () =>
        {
            try
            {
                return await grain.Who() != first;
            }
            catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.OrleansException)
            {
                return false;
            }
        });
        Signals.Set(release);

        // What ran may still answer, or has been given up with its activation.
        await Record.ExceptionAsync(() => stuck.Soon());
        Assert.NotEqual(first, await grain.Who());
    }
}
