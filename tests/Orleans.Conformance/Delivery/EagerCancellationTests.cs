using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class EagerCancellationTests(EagerCancellationFixture fixture) : IClassFixture<EagerCancellationFixture>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_time_out_cancels_the_callee_where_that_is_asked_for(bool external)
    {
        var (started, cancelled) = (Names.New(), Names.New());
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAsync<TimeoutException>(() => Grain(external).Wait(started, cancellation.Token, cancelled, Names.New()).Soon());

        await Signals.Wait(cancelled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_caller_waits_for_the_callees_own_answer_where_that_is_asked_for(bool external)
    {
        var (started, cancelled, release) = (Names.New(), Names.New(), Names.New());
        using var cancellation = new CancellationTokenSource();
        var call = Grain(external).WaitStubbornly(started, cancelled, release, cancellation.Token);
        await Signals.Wait(started);

        await cancellation.CancelAsync();
        await Signals.Wait(cancelled);
        Assert.False(call.IsCompleted);
        Signals.Set(release);

        Assert.Equal("cancelled", await call.Soon());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_that_is_removed_from_the_queue_ends_as_cancelled(bool external)
    {
        var grain = Grain(external);
        var (started, release, never) = (Names.New(), Names.New(), Names.New());
        using var cancellation = new CancellationTokenSource();
        var blocked = grain.Block(started, release);
        await Signals.Wait(started);

        var waiting = grain.WaitStubbornly(never, never, release, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Soon());
        Assert.False(blocked.IsCompleted);
        Signals.Set(release);
        await blocked.Soon();
        await grain.Mark(Names.New()).Soon();
        Assert.False(Signals.IsSet(never));
    }

    private IExpiryGrain Grain(bool external) => (external ? fixture.Client : fixture.Local).GetGrain<IExpiryGrain>(Names.New());
}
