using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class DiagnosticsTests(DiagnosedFixture fixture) : IClassFixture<DiagnosedFixture>
{
    [Theory]
    [InlineData("client")]
    [InlineData("local")]
    [InlineData("remote")]
    public async Task A_time_out_tells_more_where_the_callee_has_reported(string from)
    {
        var (grain, release) = (await GrainCalledFrom(from), Names.New());

        var reported = (await Assert.ThrowsAsync<TimeoutException>(() => grain.Wait(Names.New(), default, Names.New(), release).Soon())).Message;
        Signals.Set(release);

        Assert.Contains(grain.GetPrimaryKeyString(), reported, StringComparison.Ordinal);
        Assert.Contains("tatus", reported, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client")]
    [InlineData("local")]
    [InlineData("remote")]
    public async Task Slow_requests_still_come_back(string from)
    {
        var grain = await GrainCalledFrom(from);
        var (started, release, ran) = (Names.New(), Names.New(), Names.New());
        var running = grain.Block(started, release);
        await Signals.Wait(started);
        var waiting = grain.Mark(ran);

        await Task.Delay(TimeSpan.FromMilliseconds(500));
        Assert.False(Signals.IsSet(ran));
        Signals.Set(release);

        await running.Soon();
        await waiting.Soon();
    }

    private async Task<IExpiryGrain> GrainCalledFrom(string from)
    {
        var key = Names.New();
        await Placed.On(fixture.AddressOf(0), () => fixture.FactoryOf(0).GetGrain<IExpiryGrain>(key).Mark(Names.New()));
        var factory = from switch
        {
            "client" => fixture.Client,
            "local" => fixture.FactoryOf(0),
            _ => fixture.FactoryOf(1),
        };
        return factory.GetGrain<IExpiryGrain>(key);
    }
}
