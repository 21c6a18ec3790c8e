using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Streams;

public sealed class StreamPatienceTests(ImpatientFixture fixture) : IClassFixture<ImpatientFixture>
{
    [Fact]
    public async Task A_stream_can_wait_for_longer_than_a_call_may_take()
    {
        var grain = fixture.Client.GetGrain<IStreamGrain>(Names.New());
        var (started, release) = (Names.New(), Names.New());
        await using var enumerator = grain.Wait(started, release).GetAsyncEnumerator();

        var next = enumerator.MoveNextAsync().AsTask();
        await Task.Delay(ImpatientFixture.ResponseTimeout * 4);
        Assert.False(next.IsCompleted);
        Signals.Set(release);

        Assert.True(await next.Soon());
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_on_is_closed()
    {
        var grain = fixture.Client.GetGrain<IStreamGrain>(Names.New());
        var (cancelled, left) = (Names.New(), Names.New());
        await using var enumerator = grain.CountThenWait(1, cancelled, left).GetAsyncEnumerator();
        Assert.True(await enumerator.MoveNextAsync());

        await Signals.Wait(left);

        Assert.True(Signals.IsSet(cancelled));
        await Assert.ThrowsAsync<EnumerationAbortedException>(async () => await enumerator.MoveNextAsync());
    }
}
