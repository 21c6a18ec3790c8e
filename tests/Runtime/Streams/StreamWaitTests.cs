namespace Orleans.Ray.Tests.Streams;

public sealed class StreamWaitTests
{
    [Fact]
    public async Task B138_A_wait_finds_the_streams_that_have_something_to_read()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        await using var first = new Flow(Producer.AsyncTask, 2);
        await using var second = new Flow(Producer.AsyncTask, 2);
        ObjectRefStream<int>[] streams = [first.Items, second.Items];
        var waiting = Ray.WaitAsync(streams).AsTask();
        await first.Gate.ArrivalsAsync(1);
        await second.Gate.ArrivalsAsync(1);
        Assert.False(waiting.IsCompleted);

        second.Gate.Admit(1);
        var (ready, remaining) = await waiting.Soon();

        Assert.Equal([second.Items], ready);
        Assert.Equal([first.Items], remaining);
        Assert.Equal(0, await (await second.Items.NextSoon()).Soon());
    }

    [Fact]
    public async Task B138_An_end_and_an_error_are_something_to_read()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var ended = Flows.Remote.HandOn(0, 0);
        var failed = Flows.Remote.Fail(0, "no");

        var (ready, remaining) = await Ray.WaitAsync([ended, failed], 2, Patience.Limit);

        Assert.Equal([ended, failed], ready);
        Assert.Empty(remaining);
        await ended.EndAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await failed.NextSoon()).Soon());
    }

    [Fact]
    public async Task A_wait_of_no_time_looks_and_a_wait_takes_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(Producer.AsyncTask, 1);

        Assert.Empty((await Ray.WaitAsync([flow.Items], timeout: TimeSpan.Zero)).Ready);
        flow.Gate.Open();
        Assert.Equal([flow.Items], (await Ray.WaitAsync([flow.Items], timeout: Patience.Limit)).Ready);
        Assert.Equal([flow.Items], (await ray.WaitAsync([flow.Items], timeout: TimeSpan.Zero)).Ready);

        Assert.Equal([0], await flow.Items.AllSoon());
    }

    [Fact]
    public async Task No_more_are_ready_than_were_asked_for()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        ObjectRefStream<int>[] streams = [Flows.Remote.HandOn(0, 1), Flows.Remote.HandOn(0, 1), Flows.Remote.HandOn(0, 1)];
        await Ray.WaitAsync(streams, 3, Patience.Limit);

        var (ready, remaining) = await Ray.WaitAsync(streams, 2);

        Assert.Equal(streams[..2], ready);
        Assert.Equal(streams[2..], remaining);
    }

    [Fact]
    public async Task Nonsense_is_refused()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.HandOn(0, 1);

        await Assert.ThrowsAsync<ArgumentException>(async () => await Ray.WaitAsync([stream, stream]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Ray.WaitAsync([stream, null!]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Ray.WaitAsync([stream], 2));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await Ray.WaitAsync([stream], 0));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Ray.WaitAsync(default(IReadOnlyList<ObjectRefStream<int>>)!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Ray.CancelAsync(default(ObjectRefStream)!));
        Assert.Empty((await Ray.WaitAsync(Array.Empty<ObjectRefStream<int>>())).Ready);
    }

    [Fact]
    public async Task A_null_alone_means_references()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Ray.WaitAsync<int>(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Ray.CancelAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await ray.WaitAsync<int>(null!));
    }
}
