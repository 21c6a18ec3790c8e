using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class LegacyTokenTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    public static TheoryData<string> Callers => ["client", "local", "remote"];

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task Cancelling_a_grain_token_cancels_the_callees(string from)
    {
        var grain = await GrainCalledFrom(from, on: 0);
        var (started, cancelled) = (Names.New(), Names.New());
        using var source = new GrainCancellationTokenSource();

        var call = grain.Wait(started, cancelled, source.Token);
        await Signals.Wait(started);
        Assert.False(source.IsCancellationRequested);
        await source.Cancel().Soon();

        Assert.True(source.IsCancellationRequested);
        await Signals.Wait(cancelled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_grain_can_pass_its_token_on(string from)
    {
        var (grain, other) = (await GrainCalledFrom(from, on: 0), await GrainCalledFrom("client", on: 1));
        var (started, cancelled) = (Names.New(), Names.New());
        using var source = new GrainCancellationTokenSource();

        var call = grain.PassOn(other, started, cancelled, source.Token);
        await Signals.Wait(started);
        await source.Cancel().Soon();

        await Signals.Wait(cancelled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Soon());
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public async Task A_grain_token_that_is_cancelled_already_arrives_so(string from)
    {
        var grain = await GrainCalledFrom(from, on: 0);
        using var source = new GrainCancellationTokenSource();
        Assert.False(await grain.IsCancelled(source.Token));

        await source.Cancel().Soon();

        Assert.True(await grain.IsCancelled(source.Token));
    }

    private async Task<ILegacyTokenGrain> GrainCalledFrom(string from, int on)
    {
        var key = Names.New();
        await Placed.On(fixture.AddressOf(on), () => fixture.FactoryOf(0).GetGrain<ILegacyTokenGrain>(key).Echo(0));
        var factory = from switch
        {
            "client" => fixture.Client,
            "local" => fixture.FactoryOf(0),
            _ => fixture.FactoryOf(1),
        };
        return factory.GetGrain<ILegacyTokenGrain>(key);
    }
}
