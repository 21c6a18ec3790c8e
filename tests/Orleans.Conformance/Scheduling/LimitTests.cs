using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Scheduling;

public sealed class LimitTests(LimitedFixture fixture) : IClassFixture<LimitedFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Requests_beyond_the_limit_are_refused_and_the_others_run(bool external)
    {
        var grain = (external ? fixture.Client : fixture.Local).GetGrain<ITurnGrain>(Names.New());
        var (started, release) = (Names.New(), Names.New());
        var blocked = grain.Block(started, release);
        await Signals.Wait(started);

        var calls = Enumerable.Range(0, 20).Select(grain.Sync).ToArray();
        await Assert.ThrowsAsync<LimitExceededException>(() => Task.WhenAny(calls).Unwrap().Soon());
        Signals.Set(release);
        await blocked.Soon();
        await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default))).Soon();

        Assert.InRange(calls.Count(call => call.IsCompletedSuccessfully), LimitedFixture.Limit - 1, LimitedFixture.Limit + 1);
        Assert.All(calls.Where(call => call.IsFaulted), call => Assert.IsType<LimitExceededException>(call.Exception!.InnerException));
        Assert.Equal(5, await grain.Sync(5));
    }
}
