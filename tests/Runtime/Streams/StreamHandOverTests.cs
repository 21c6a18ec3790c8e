namespace Orleans.Ray.Tests.Streams;

public sealed class StreamHandOverTests
{
    [Fact]
    public async Task B137_A_stream_is_handed_to_a_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(4950, await Flows.Remote.Sum(Flows.Remote.HandOn(0, 100)).Soon());
        Assert.Equal(4950, await Flows.Remote.SumBlocking(Flows.Remote.HandOn(0, 100)).Soon());
        await ray.AllResourcesReturnAsync();
    }

    [Fact]
    public async Task B137_A_stream_is_handed_on_half_read_and_inside_a_list()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var stream = Flows.Remote.HandOn(0, 3);
        await stream.NextSoon();

        Assert.Equal(1, await Flows.Remote.First(new List<ObjectRefStream<int>> { stream }).Soon());
        Assert.Equal([2], await stream.AllSoon());
    }

    [Fact]
    public async Task B137_An_actor_keeps_a_stream_and_reads_it_by_and_by()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var reader = FlowReader.Remote.Create(Flows.Remote.HandOn(5, 2));

        Assert.Equal(5, await reader.Next().Soon());
        Assert.Equal(6, await reader.Next().Soon());
        Assert.Equal(-1, await reader.Next().Soon());
    }

    [Fact]
    public async Task B137_A_task_returns_a_stream_that_it_began()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();

        var stream = await Flows.Remote.Begin(gate.Id, 4).Soon();

        Assert.Equal([0, 1, 2, 3], await stream.AllSoon());
    }

    [Fact]
    public async Task Streams_of_streams_run_on_one_cpu_with_room_for_one_item_each()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var options = new TaskOptions { GeneratorBackpressureNumObjects = 1 };
        var stream = Flows.Remote.HandOn(0, 50, options);
        for (var i = 0; i < 3; i++)
        {
            stream = Flows.Remote.Double(stream, options);
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(static i => 8 * i), await stream.AllSoon());
        await ray.AllResourcesReturnAsync();
    }

    [Fact]
    public async Task Leaving_the_last_of_a_chain_ends_all_of_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var departure = new Departure();
        await foreach (var item in Flows.Remote.Double(Flows.Remote.Endless(departure.Id)))
        {
            Assert.Equal(0, await item.Soon());
            break;
        }

        await departure.Disposed.Soon();
        await ray.AllResourcesReturnAsync();
    }
}
