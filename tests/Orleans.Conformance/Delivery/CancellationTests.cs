using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class CancellationTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Theory]
    [InlineData("client")]
    [InlineData("local")]
    [InlineData("remote")]
    public async Task Cancelling_a_call_cancels_the_callees_token(string from)
    {
        var grain = await GrainCalledFrom(from);
        var (started, cancelled) = (Names.New(), Names.New());
        using var cancellation = new CancellationTokenSource();

        var call = grain.Cancellable(started, cancelled, cancellation.Token);
        await Signals.Wait(started);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
        await Signals.Wait(cancelled);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("local")]
    public async Task A_token_that_is_not_cancelled_changes_nothing(string from)
    {
        using var cancellation = new CancellationTokenSource();

        Assert.Equal(5, await (await GrainCalledFrom(from)).WithToken(5, cancellation.Token));
        Assert.Equal(6, await (await GrainCalledFrom(from)).WithToken(6, CancellationToken.None));
    }

    [Theory]
    [InlineData("client")]
    [InlineData("local")]
    public async Task A_cancelled_token_stops_the_call_before_it_is_sent(string from)
    {
        var grain = await GrainCalledFrom(from);

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            _ = grain.WithToken(1, new CancellationToken(canceled: true));
        });
    }

    private async Task<IDeliveryGrain> GrainCalledFrom(string from)
    {
        var key = Names.New();
        await Placed.On(fixture.AddressOf(0), () => fixture.FactoryOf(0).GetGrain<IDeliveryGrain>(key).Count());
        var factory = from switch
        {
            "client" => fixture.Client,
            "local" => fixture.FactoryOf(0),
            _ => fixture.FactoryOf(1),
        };
        return factory.GetGrain<IDeliveryGrain>(key);
    }
}
