namespace Orleans.Ray.Tests.Streams;

public sealed class StreamTests
{
    [Theory]
    [InlineData(Producer.AsyncTask)]
    [InlineData(Producer.BlockingTask)]
    [InlineData(Producer.Actor)]
    [InlineData(Producer.ThreadedActor)]
    [InlineData(Producer.AsyncActor)]
    public async Task B129_Items_come_in_order_and_can_be_got_before_the_task_ends(Producer producer)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(producer, 5);
        for (var i = 0; i < 5; i++)
        {
            flow.Gate.Admit(1);
            var item = await flow.Items.NextSoon();
            Assert.True(item.IsReady);
            Assert.Equal(i, await item.Soon());
            Assert.True(i == 4 || !flow.Items.Completed.IsReady);
        }

        await flow.Items.EndAsync();
        await flow.Items.EndAsync();
        await flow.Items.Completed.Soon();
        await flow.Left.Soon();
    }

    [Fact]
    public async Task Await_foreach_gives_a_reference_for_each_item()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var ids = new HashSet<ObjectId>();
        var values = new List<int>();
        var stream = Flows.Remote.HandOn(7, 4);

        await foreach (ObjectRef<int> item in stream)
        {
            ids.Add(item.Id);
            values.Add(await item);
        }

        Assert.Equal([7, 8, 9, 10], values);
        Assert.Equal(4, ids.Count);
        Assert.DoesNotContain(stream.Completed.Id, ids);
        Assert.Single(ids.Select(static id => id.Task).Append(stream.Completed.Id.Task).Distinct());
    }

    [Fact]
    public async Task A_stream_without_items_ends_at_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.HandOn(0, 0);

        Assert.Empty(await stream.AllSoon());
        await stream.Completed.Soon();
    }

    [Fact]
    public async Task A_second_enumeration_goes_on_where_the_first_stopped()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.HandOn(0, 5);
        var first = stream.GetAsyncEnumerator();
        Assert.True(await first.MoveNextAsync().AsTask().Soon());
        Assert.Equal(0, await first.Current.Soon());
        Assert.Equal(1, await (await stream.NextSoon()).Soon());

        Assert.Equal([2, 3, 4], await stream.AllSoon());
        Assert.Empty(await stream.AllSoon());
        Assert.False(await first.MoveNextAsync().AsTask().Soon());
        Assert.Throws<InvalidOperationException>(() => first.Current);
    }

    [Fact]
    public async Task One_reader_at_a_time_waits_for_the_next_item()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(Producer.AsyncTask, 2);
        var first = flow.Items.NextAsync().AsTask();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => flow.Items.NextAsync().AsTask());
        Assert.Contains("one reader", refused.Message, StringComparison.Ordinal);
        flow.Gate.Open();

        Assert.Equal(0, await (await first.Soon())!.Soon());
        Assert.Equal(1, await (await flow.Items.NextSoon()).Soon());
    }

    [Fact]
    public async Task A_cancelled_token_ends_the_waiting_and_loses_nothing()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(Producer.AsyncTask, 1);
        using var source = new CancellationTokenSource();
        var waiting = flow.Items.NextAsync(source.Token).AsTask();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.Soon());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flow.Items.NextAsync(source.Token).AsTask());
        flow.Gate.Open();

        Assert.Equal([0], await flow.Items.AllSoon());
    }

    [Fact]
    public async Task Every_item_is_a_copy_of_what_was_yielded()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.Grow(new List<int> { 9 }, 3);
        await stream.Completed.Soon();
        var first = await stream.NextSoon();
        (await first.Soon()).Clear();

        Assert.Equal([9, 0], await first.Soon());
        Assert.Equal([[9, 0, 1], [9, 0, 1, 2]], await stream.AllSoon());
    }

    [Fact]
    public async Task An_item_is_an_argument_like_any_object()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.HandOn(20, 2);

        Assert.Equal(41, await Sums.Remote.Add(await stream.NextSoon(), await stream.NextSoon()).Soon());
    }

    [Fact]
    public async Task A_sequence_that_is_not_yielded_is_one_value()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        ObjectRef<IEnumerable<int>> value = Flows.Remote.Value(3);

        Assert.Equal([0, 1, 2], await value.Soon());
    }

    [Fact]
    public async Task A_task_reads_its_own_stream_on_one_cpu()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(4950, await Flows.Remote.SumOfOwn(100).Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task An_explanation_names_the_stream_and_the_position()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(Producer.AsyncTask, 5);
        flow.Gate.Admit(2);
        await flow.Items.NextSoon();
        await flow.Items.NextSoon();
        await flow.Gate.ArrivalsAsync(3);

        var text = await flow.Items.ExplainAsync();

        Assert.Contains("item 2", text, StringComparison.Ordinal);
        Assert.Contains("Flows.Pass", text, StringComparison.Ordinal);
        Assert.Contains("runs", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text);
        flow.Gate.Admit(1);
        await WaitForCondition.HoldsAsync(async () => (await flow.Items.ExplainAsync()).Contains("can be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timeout_says_that_the_producer_waits_for_its_reader()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var departure = new Departure();
        await using var stream = Flows.Remote.Endless(departure.Id);
        await stream.WaitsForReaderAsync();

        var timedOut = await Assert.ThrowsAsync<GetTimeoutException>(async () => await Ray.GetAsync(stream.Completed, TimeSpan.Zero));

        Assert.Contains("waits for the reader of its stream", timedOut.WaitReason, StringComparison.Ordinal);
        Assert.Contains("Flows.Endless", timedOut.WaitReason, StringComparison.Ordinal);
    }
}
