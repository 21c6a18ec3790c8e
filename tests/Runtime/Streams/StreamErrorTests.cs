namespace Orleans.Ray.Tests.Streams;

public sealed class StreamErrorTests
{
    [Theory]
    [InlineData(Producer.AsyncTask)]
    [InlineData(Producer.BlockingTask)]
    [InlineData(Producer.Actor)]
    [InlineData(Producer.ThreadedActor)]
    [InlineData(Producer.AsyncActor)]
    public async Task B130_An_error_comes_where_it_happens_and_then_the_end_for_good(Producer producer)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flow.Failing(producer, 2, "no third");
        var first = await stream.NextSoon();
        var second = await stream.NextSoon();
        var third = await stream.NextSoon();

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => third.Soon());
        Assert.Equal("no third", failed.Message);
        Assert.Contains(".Fail", failed.RayFailure()!.TaskName, StringComparison.Ordinal);
        await stream.EndAsync();
        await stream.EndAsync();
        Assert.Equal(0, await first.Soon());
        Assert.Equal(1, await second.Soon());
        Assert.Equal("no third", (await Assert.ThrowsAsync<InvalidOperationException>(() => stream.Completed.Soon())).Message);
    }

    [Fact]
    public async Task B130_A_dependent_of_the_failed_position_never_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.Fail(0, "at once");

        var dependent = Sums.Remote.Increment(await stream.NextSoon());

        Assert.Equal("at once", (await Assert.ThrowsAsync<InvalidOperationException>(() => dependent.Soon())).Message);
        await stream.EndAsync();
    }

    [Theory]
    [InlineData(Producer.Actor)]
    [InlineData(Producer.ThreadedActor)]
    [InlineData(Producer.AsyncActor)]
    public async Task B131_An_actor_killed_midway_gives_its_death_and_then_the_end_for_good(Producer producer)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(producer, 5);
        flow.Gate.Admit(1);
        var first = await flow.Items.NextSoon();
        await flow.Gate.ArrivalsAsync(2);

        await Ray.KillAsync(flow.Actor);

        var died = await Assert.ThrowsAsync<ActorDiedException>(async () => await (await flow.Items.NextSoon()).Soon());
        Assert.Contains("killed", died.Message, StringComparison.OrdinalIgnoreCase);
        await flow.Items.EndAsync();
        await flow.Items.EndAsync();
        Assert.Equal(0, await first.Soon());
        await flow.Left.Soon();
    }

    [Theory]
    [InlineData(Producer.Actor)]
    [InlineData(Producer.AsyncActor)]
    public async Task B138_What_an_actor_yielded_before_it_died_stays_readable(Producer producer)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(producer, 5);
        flow.Gate.Admit(1);
        await flow.Gate.ArrivalsAsync(2);

        await Ray.KillAsync(flow.Actor);

        await Assert.ThrowsAsync<ActorDiedException>(() => flow.Items.Completed.Soon());
        Assert.Equal(0, await (await flow.Items.NextSoon()).Soon());
        await Assert.ThrowsAsync<ActorDiedException>(async () => await (await flow.Items.NextSoon()).Soon());
        await flow.Items.EndAsync();
    }

    [Theory]
    [InlineData(Producer.Actor)]
    [InlineData(Producer.AsyncActor)]
    public async Task B138_An_actor_that_died_before_the_first_item_fails_the_first_and_the_completion(Producer producer)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(producer, 5);
        await flow.Gate.ArrivalsAsync(1);

        await Ray.KillAsync(flow.Actor);

        await Assert.ThrowsAsync<ActorDiedException>(async () => await (await flow.Items.NextSoon()).Soon());
        await Assert.ThrowsAsync<ActorDiedException>(() => flow.Items.Completed.Soon());
    }

    [Theory]
    [InlineData(Producer.AsyncTask)]
    [InlineData(Producer.BlockingTask)]
    [InlineData(Producer.Actor)]
    [InlineData(Producer.ThreadedActor)]
    [InlineData(Producer.AsyncActor)]
    public async Task B133_After_a_cancel_the_next_item_throws_it_and_then_comes_the_end(Producer producer)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(producer, 5);
        flow.Gate.Admit(3);
        var first = await flow.Items.NextSoon();
        await flow.Gate.ArrivalsAsync(4);

        Assert.True(await Ray.CancelAsync(flow.Items));

        var cancelled = await Assert.ThrowsAsync<RayTaskCancelledException>(async () => await (await flow.Items.NextSoon()).Soon());
        Assert.Contains("Pass", cancelled.Message, StringComparison.Ordinal);
        await flow.Items.EndAsync();
        await flow.Items.EndAsync();
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => flow.Items.Completed.Soon());
        Assert.False(await Ray.CancelAsync(flow.Items));
        Assert.Equal(0, await first.Soon());
        await flow.Left.Soon();
        await ray.AllResourcesReturnAsync();
    }

    [Fact]
    public async Task B133_A_producer_that_looks_at_no_token_stops_at_its_next_item()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var departure = new Departure();
        var stream = Flows.Remote.Endless(departure.Id, new TaskOptions { GeneratorBackpressureNumObjects = -1 });
        await stream.NextSoon();

        Assert.True(await Ray.CancelAsync(stream.Completed));

        await Assert.ThrowsAsync<RayTaskCancelledException>(async () => await (await stream.NextSoon()).Soon());
        await stream.EndAsync();
        await departure.Disposed.Soon();
    }

    [Fact]
    public async Task B133_A_stream_that_waits_to_start_is_cancelled_and_never_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        await using var flow = new Flow(Producer.AsyncTask, 5);

        Assert.True(await Ray.CancelAsync(flow.Items));

        await Assert.ThrowsAsync<RayTaskCancelledException>(async () => await (await flow.Items.NextSoon()).Soon());
        await flow.Items.EndAsync();
        gate.Open();
        await running.Soon();
        Assert.Equal(0, flow.Gate.Arrived);
    }

    [Fact]
    public async Task B157_A_stream_of_an_actor_is_not_cancelled_by_force()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var flow = new Flow(Producer.Actor, 1);

        await Assert.ThrowsAsync<ArgumentException>(async () => await Ray.CancelAsync(flow.Items, force: true));
        flow.Gate.Open();

        Assert.Equal([0], await flow.Items.AllSoon());
    }

    [Fact]
    public async Task By_force_a_stream_ends_before_its_producer()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var stream = Flows.Remote.Blocks(gate.Id, 3);
        gate.Admit(1);
        await stream.NextSoon();
        await gate.ArrivalsAsync(2);

        Assert.True(await Ray.CancelAsync(stream, force: true));

        await Assert.ThrowsAsync<RayTaskCancelledException>(async () => await (await stream.NextSoon()).Soon());
        await stream.EndAsync();
        gate.Open();
        await ray.AllResourcesReturnAsync();
        await stream.EndAsync();
    }

    [Fact]
    public async Task B054_An_exception_that_cannot_be_serialized_is_an_error_like_any_other()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.FailOpaque("opaque");
        Assert.Equal(0, await (await stream.NextSoon()).Soon());

        var failed = await Assert.ThrowsAnyAsync<Exception>(async () => await (await stream.NextSoon()).Soon());

        Assert.Contains("opaque", failed.Message, StringComparison.Ordinal);
        await stream.EndAsync();
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
    }

    [Fact]
    public async Task An_item_that_cannot_be_copied_is_the_error_at_its_position()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.Uncopyable();

        var failed = await Assert.ThrowsAsync<RaySerializationException>(async () => await (await stream.NextSoon()).Soon());

        Assert.Contains(nameof(Plain), failed.Message, StringComparison.Ordinal);
        await stream.EndAsync();
    }

    [Fact]
    public async Task A_streaming_method_that_returns_null_says_so()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.None();

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await stream.NextSoon()).Soon());

        Assert.Contains("null", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_argument_is_the_first_item()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.HandOn(Failures.Remote.DivideBy(0), 3);

        await Assert.ThrowsAsync<DivideByZeroException>(async () => await (await stream.NextSoon()).Soon());
        await stream.EndAsync();
    }

    [Fact]
    public async Task A_stream_that_no_node_can_run_fails_at_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var stream = Flows.Remote.HandOn(0, 3, new TaskOptions { NumCpus = 2 });

        await Assert.ThrowsAsync<InfeasibleRequestException>(async () => await (await stream.NextSoon()).Soon());
        await stream.EndAsync();
    }

    [Fact]
    public async Task A_new_attempt_delivers_nothing_twice()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var runs = ExecutionCounter.Remote.Create();
        var stream = Flows.Remote.FailUntil(runs, 3, 5);

        Assert.Equal([(0, 1), (1, 2), (2, 3), (3, 3), (4, 3)], await stream.AllSoon());
        Assert.Equal(3, await runs.Runs().Soon());
    }

    [Fact]
    public async Task When_the_retries_are_spent_the_error_comes_after_what_was_yielded()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var runs = ExecutionCounter.Remote.Create();
        var stream = Flows.Remote.FailUntil(runs, 100, 100, new TaskOptions { MaxRetries = 2 });

        Assert.Equal((0, 1), await (await stream.NextSoon()).Soon());
        Assert.Equal((1, 2), await (await stream.NextSoon()).Soon());
        Assert.Equal((2, 3), await (await stream.NextSoon()).Soon());
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await stream.NextSoon()).Soon());
        Assert.Equal("run 3", failed.Message);
        await stream.EndAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_goes_on_after_the_crash_of_its_actor_and_is_no_further_ahead(bool isAsync)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();
        await using var threads = FragileFlow.Remote.Create();
        await using var turns = AsyncFragileFlow.Remote.Create();
        var stream = isAsync ? turns.Pass(gate.Id, 5) : threads.Pass(gate.Id, 5);
        await stream.WaitsForReaderAsync();
        Assert.Equal(2, gate.Arrived);

        await Assert.ThrowsAnyAsync<RayException>(() => (isAsync ? turns.Crash() : threads.Crash()).Soon());

        // The new attempt comes by again what was yielded, and waits where the first one did.
        await gate.ArrivalsAsync(4);
        await stream.WaitsForReaderAsync();
        Assert.Equal(4, gate.Arrived);
        Assert.Equal([0, 1, 2, 3, 4], await stream.AllSoon());
        Assert.Equal(7, gate.Arrived);
        await stream.Completed.Soon();
    }

    [Fact]
    public async Task A_new_attempt_that_yields_less_than_was_delivered_is_an_error()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var runs = ExecutionCounter.Remote.Create();
        var stream = Flows.Remote.Shrink(runs, new TaskOptions { MaxRetries = 1 });
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(i, await (await stream.NextSoon()).Soon());
        }

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await stream.NextSoon()).Soon());

        Assert.Contains("yield the same items again", failed.Message, StringComparison.Ordinal);
        await stream.EndAsync();
    }
}
