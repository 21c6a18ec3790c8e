namespace Orleans.Ray.Tests.Streams;

/// <summary>A streaming call that is run again begins anew, and its reader does not notice: what was delivered is not delivered twice.</summary>
public sealed class RetriedStreamTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(Producer.AsyncTask)]
    [InlineData(Producer.BlockingTask)]
    [InlineData(Producer.Actor)]
    public async Task A_reader_that_waits_gets_its_item_from_the_next_attempt(Producer producer)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var actor = RetriedFlowActor.Remote.Create();
        var stream = producer switch
        {
            Producer.AsyncTask => RetriedFlows.Remote.Pass(gate.Id, new[] { 1 }, 3),
            Producer.BlockingTask => RetriedFlows.Remote.PassBlocking(gate.Id, new[] { 1 }, 3),
            _ => actor.Pass(gate.Id, new[] { 1 }, 3),
        };
        gate.Admit(1);
        Assert.Equal((0, 0), await (await stream.NextSoon()).Soon());
        var waiting = stream.NextAsync().AsTask();
        await gate.ArrivalsAsync(2);
        Assert.False(waiting.IsCompleted);

        // To its failure, and by the first item again.
        gate.Admit(2);
        await gate.ArrivalsAsync(2);
        Assert.False(waiting.IsCompleted);
        gate.Open();

        Assert.Equal((1, 1), await (await waiting.Soon())!.Soon());
        Assert.Equal([(2, 1)], await stream.AllSoon());
        await stream.Completed.Soon();
        Assert.Equal(5, gate.Arrived);
    }

    [Fact]
    public async Task What_was_delivered_of_an_earlier_attempt_stays_as_it_was()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        gate.Open();

        // The second attempt fails before it has come as far as the first.
        var stream = RetriedFlows.Remote.Pass(gate.Id, new[] { 3, 1, 4 }, 6);

        Assert.Equal([(0, 0), (1, 0), (2, 0), (3, 2), (4, 3), (5, 3)], await stream.AllSoon());
    }

    [Fact]
    public async Task B058_A_crash_is_retried_though_nobody_asked()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var stream = RetriedFlows.Remote.CrashAt(2, 3);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(i, await (await stream.NextSoon()).Soon());
        }

        await using var failing = RetriedFlows.Remote.CrashAt(1, 100);
        Assert.Equal(0, await (await failing.NextSoon()).Soon());
        Assert.Equal("attempt 3", (await Assert.ThrowsAsync<WorkerCrashedException>(async () => await (await failing.NextSoon()).Soon())).Message);
        await failing.EndAsync();
    }

    [Fact]
    public async Task A_stream_that_is_cancelled_between_two_attempts_is_not_begun_again()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var busy = new Gate();
        var stream = RetriedFlows.Remote.PassBlocking(gate.Id, new[] { 1 }, 3);
        gate.Admit(1);
        var first = await stream.NextSoon();
        await gate.ArrivalsAsync(2);

        // Takes the CPU when the first attempt gives it back, so that the second waits.
        var blocker = Gated.Remote.Pass(busy.Id, options: new TaskOptions { Priority = 1 });
        gate.Admit(1);
        await busy.ArrivalsAsync(1);
        await WaitForCondition.HoldsAsync(async () => (await stream.Completed.ExplainAsync()).Contains("waits for resources", StringComparison.Ordinal));

        Assert.True(await Ray.CancelAsync(stream));

        await Assert.ThrowsAsync<RayTaskCancelledException>(async () => await (await stream.NextSoon()).Soon());
        await stream.EndAsync();
        Assert.Equal((0, 0), await first.Soon());
        busy.Open();
        await blocker.Soon();
        await ray.AllResourcesReturnAsync();
        Assert.Equal(2, gate.Arrived);
    }

    [Fact]
    public async Task Without_a_reader_there_is_no_other_attempt()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var stream = RetriedFlows.Remote.PassBlocking(gate.Id, new[] { 1, 1, 1 }, 3);
        gate.Admit(1);
        await stream.NextSoon();
        await gate.ArrivalsAsync(2);

        await stream.DisposeAsync();
        gate.Open();

        await ray.AllResourcesReturnAsync();
        Assert.Equal(2, gate.Arrived);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_attempt_has_the_whole_timeout_and_all_of_them_one_deadline(bool isDeadline)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        var limit = isDeadline ? new TaskOptions { Deadline = node.In(2 * Second) } : new TaskOptions { Timeout = Second };
        var stream = RetriedFlows.Remote.Pass(gate.Id, new[] { 1 }, 3, limit);
        gate.Admit(1);
        Assert.Equal((0, 0), await (await stream.NextSoon()).Soon());
        await gate.ArrivalsAsync(2);
        node.Time.Advance(0.9 * Second);
        gate.Admit(2);

        // The second attempt is at the item at which the first one failed.
        await gate.ArrivalsAsync(2);
        node.Time.Advance(0.9 * Second);
        Assert.False(stream.Completed.IsReady);
        node.Time.Advance(0.2 * Second);

        var failed = await Assert.ThrowsAsync<RayTaskTimeoutException>(async () => await (await stream.NextSoon()).Soon());
        Assert.Equal(1, failed.RayFailure()?.Attempt);
        await stream.EndAsync();
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 1);
        await WaitForCondition.HoldsAsync(() => node.Timers == 0);
        Assert.Equal(4, gate.Arrived);
    }
}
