using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class ExpiryTests(SingleSiloFixture fixture) : IClassFixture<SingleSiloFixture>
{
    [Fact]
    public Task A_request_that_has_expired_in_the_queue_is_not_run() =>
        FromBothSides(async grain =>
        {
            var (started, release, never, ran) = (Names.New(), Names.New(), Names.New(), Names.New());
            var blocked = grain.Block(started, release);
            await Signals.Wait(started);

            await Assert.ThrowsAsync<TimeoutException>(() => grain.Impatient(never).Soon());
            Signals.Set(release);
            await blocked.Soon();
            await grain.Mark(ran).Soon();

            Assert.False(Signals.IsSet(never));
        });

    [Fact]
    public Task A_one_way_request_does_not_expire() =>
        FromBothSides(async grain =>
        {
            var (started, release, ran) = (Names.New(), Names.New(), Names.New());
            var blocked = grain.Block(started, release);
            await Signals.Wait(started);

            await grain.MarkOneWay(ran);
            await Assert.ThrowsAsync<TimeoutException>(() => grain.Impatient(Names.New()).Soon());
            Assert.False(Signals.IsSet(ran));
            Signals.Set(release);

            await Signals.Wait(ran);
            await blocked.Soon();
        });

    [Fact]
    public Task A_time_out_does_not_cancel_the_callee() =>
        FromBothSides(async grain =>
        {
            var (started, cancelled, release) = (Names.New(), Names.New(), Names.New());
            using var cancellation = new CancellationTokenSource();

            await Assert.ThrowsAsync<TimeoutException>(() => grain.Wait(started, cancellation.Token, cancelled, release).Soon());

            Assert.True(Signals.IsSet(started));
            Assert.False(Signals.IsSet(cancelled));
            Signals.Set(release);
        });

    [Fact]
    public Task The_time_out_names_the_grain() =>
        FromBothSides(async grain =>
        {
            var release = Names.New();

            var exception = await Assert.ThrowsAsync<TimeoutException>(() => grain.Wait(Names.New(), default, Names.New(), release).Soon());
            Signals.Set(release);

            Assert.Contains(grain.GetPrimaryKeyString(), exception.Message, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_after_the_response_changes_nothing(bool external)
    {
        var grain = Grain(external);
        using var cancellation = new CancellationTokenSource();
        var call = grain.Quick(5, cancellation.Token);
        await call;

        await cancellation.CancelAsync();

        Assert.Equal(5, await call);
        Assert.Equal(6, await grain.Quick(6, default).Soon());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_while_the_response_comes_has_one_outcome(bool external)
    {
        var grain = Grain(external);
        var (results, cancelled) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (value, _) =>
        {
            using var cancellation = new CancellationTokenSource();
            var call = grain.Quick(value, cancellation.Token);
            var cancelling = Task.Run(cancellation.Cancel, CancellationToken.None);
            try
            {
                Assert.Equal(value, await call.Soon());
                Interlocked.Increment(ref results);
            }
            catch (OperationCanceledException)
            {
                Interlocked.Increment(ref cancelled);
            }

            await cancelling;
        });

        Assert.Equal(200, results + cancelled);
        Assert.Equal(1, await grain.Quick(1, default).Soon());
    }

    // At once, since each has to wait for a time-out.
    private Task FromBothSides(Func<IExpiryGrain, Task> test) => Task.WhenAll(test(Grain(external: true)), test(Grain(external: false)));

    private IExpiryGrain Grain(bool external) => (external ? fixture.Client : fixture.Local).GetGrain<IExpiryGrain>(Names.New());
}
