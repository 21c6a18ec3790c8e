namespace Orleans.Ray.Tests.Streams;

public sealed class BackpressureTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(15)]
    public async Task B139_The_producer_is_never_further_ahead_and_each_read_releases_one(int limit)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();
        var stream = Flows.Remote.Pass(gate.Id, limit + 3, options: new TaskOptions { GeneratorBackpressureNumObjects = limit });
        for (var read = 0; read < 3; read++)
        {
            await stream.WaitsForReaderAsync();
            Assert.Equal(limit + read, gate.Arrived);
            Assert.Equal(read, await (await stream.NextSoon()).Soon());
        }

        Assert.Equal(Enumerable.Range(3, limit), await stream.AllSoon());
        Assert.Equal(limit + 3, gate.Arrived);
        await stream.Completed.Soon();
    }

    [Fact]
    public async Task B139_A_method_says_how_far_ahead_it_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = BoundedActor.Remote.Create();
        foreach (var start in new Func<string, ObjectRefStream<int>>[] { gate => actor.Pass(gate, 3), static gate => Flows.Remote.PassTwo(gate, 3) })
        {
            using var gate = new Gate();
            gate.Open();
            var stream = start(gate.Id);
            await stream.WaitsForReaderAsync();
            Assert.Equal(2, gate.Arrived);
            Assert.Equal([0, 1, 2], await stream.AllSoon());
        }
    }

    [Fact]
    public async Task Unless_told_a_producer_stops_at_a_thousand()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();
        await using var stream = Flows.Remote.Pass(gate.Id, 2000);

        await stream.WaitsForReaderAsync();

        Assert.Equal(1000, gate.Arrived);
    }

    [Fact]
    public async Task Minus_one_lets_the_producer_run_to_its_end()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.HandOn(0, 3000, new TaskOptions { GeneratorBackpressureNumObjects = -1 });

        await stream.Completed.Soon();

        Assert.Equal(Enumerable.Range(0, 3000), await stream.AllSoon());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public async Task B141_A_limit_that_leaves_no_room_is_refused_at_the_call(int limit)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var refused = Assert.Throws<ArgumentOutOfRangeException>(() =>
            Flows.Remote.HandOn(0, 1, new TaskOptions { GeneratorBackpressureNumObjects = limit }));

        Assert.Contains("GeneratorBackpressureNumObjects must be 1 or more", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B139_One_call_of_an_actor_says_how_far_ahead_it_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();
        await using var actor = BoundedActor.Remote.Create();
        var stream = actor.Pass(gate.Id, 5, new ActorCallOptions { GeneratorBackpressureNumObjects = 3 });

        await stream.WaitsForReaderAsync();

        Assert.Equal(3, gate.Arrived);
        Assert.Equal([0, 1, 2, 3, 4], await stream.AllSoon());
        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => actor.Pass(gate.Id, 5, new ActorCallOptions { GeneratorBackpressureNumObjects = 0 }));
        Assert.Contains("ActorCallOptions.GeneratorBackpressureNumObjects must be 1 or more", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await actor.Ping().Soon());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B161_A_producer_that_waits_for_its_reader_gives_its_cpu_back_and_takes_it_again(bool blocking)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();
        var options = new TaskOptions { GeneratorBackpressureNumObjects = 1 };
        var stream = blocking ? Flows.Remote.PassBlocking(gate.Id, 3, options: options) : Flows.Remote.Pass(gate.Id, 3, options: options);
        await stream.WaitsForReaderAsync();

        // It waits for the only CPU of the node.
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
        using var door = new Gate();
        var holder = Gated.Remote.Pass(door.Id);
        await door.ArrivalsAsync(1);
        Assert.Equal(0, await (await stream.NextSoon()).Soon());
        Assert.Equal(1, gate.Arrived);
        door.Open();
        await holder.Soon();

        Assert.Equal([1, 2], await stream.AllSoon());
        await ray.AllResourcesReturnAsync();
    }

    [Fact]
    public async Task An_actor_with_a_cpu_gives_it_back_while_its_stream_waits()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();
        await using var actor = BoundedActor.Remote.Create(new ActorOptions { NumCpus = 1 });
        var stream = actor.Pass(gate.Id, 5);
        await stream.WaitsForReaderAsync();

        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());

        Assert.Equal([0, 1, 2, 3, 4], await stream.AllSoon());
    }

    [Theory]
    [InlineData(Producer.AsyncTask)]
    [InlineData(Producer.BlockingTask)]
    [InlineData(Producer.Actor)]
    [InlineData(Producer.ThreadedActor)]
    [InlineData(Producer.AsyncActor)]
    public async Task Leaving_the_loop_cancels_the_producer_and_runs_its_finally_blocks(Producer producer)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(producer, 5);
        flow.Gate.Admit(1);
        ObjectRef<int>? first = null;
        await foreach (var item in flow.Items)
        {
            first = item;
            break;
        }

        await flow.Left.Soon();
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => flow.Items.Completed.Soon());
        Assert.Equal(0, await first!.Soon());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => flow.Items.NextAsync().AsTask());
        await ray.AllResourcesReturnAsync();
    }

    [Fact]
    public async Task B139_Disposing_of_the_stream_lets_a_waiting_producer_end()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var departure = new Departure();
        var stream = Flows.Remote.Endless(departure.Id);
        await stream.WaitsForReaderAsync();

        await stream.DisposeAsync();
        await stream.DisposeAsync();

        await departure.Disposed.Soon();
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => stream.Completed.Soon());
        await ray.AllResourcesReturnAsync();
    }

    [Fact]
    public async Task Whoever_waits_for_the_next_item_is_told_that_the_stream_was_disposed_of()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(Producer.AsyncTask, 1);
        var waiting = flow.Items.NextAsync().AsTask();

        await flow.Items.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.Soon());
    }

    [Fact]
    public async Task A_parent_that_is_cancelled_takes_its_waiting_stream_along()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        using var departure = new Departure();
        var parent = FlowParents.Remote.HoldEndless(gate.Id, departure.Id);
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(parent));

        await departure.Disposed.Soon();
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => parent.Soon());
        await ray.AllResourcesReturnAsync();
    }

    [Fact]
    public async Task A_stream_keeps_its_call_slot_while_it_waits_for_its_reader()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();
        await using var actor = BoundedActor.Remote.Create();
        var stream = actor.Pass(gate.Id, 3);
        await stream.WaitsForReaderAsync();
        var behind = actor.Ping();
        Assert.Contains("turn", await behind.ExplainAsync(), StringComparison.Ordinal);

        Assert.Equal([0, 1, 2], await stream.AllSoon());

        Assert.Equal(1, await behind.Soon());
    }

    [Fact]
    public async Task Streams_of_an_async_actor_take_turns()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        await using var actor = AsyncFlowActor.Remote.Create();
        var streams = Enumerable.Range(0, 4).Select(_ => actor.Turns(200)).ToArray();

        foreach (var items in await Task.WhenAll(streams.Select(static stream => stream.AllSoon())).Soon())
        {
            Assert.Equal(Enumerable.Range(0, 200), items);
        }

        Assert.Equal(0, await actor.Collisions().Soon());
    }
}
