namespace Orleans.Ray.Tests.Tasks;

/// <summary>Time-outs of attempts and deadlines of tasks and actor calls, on a clock that the tests turn.</summary>
public sealed class TimeLimitTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_task_that_runs_longer_than_its_timeout_fails_at_once_and_gives_its_cpu_back_when_it_ends()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id, 1, new TaskOptions { Timeout = Second });
        var dependent = Sums.Remote.Increment(running);
        await gate.ArrivalsAsync(1);
        node.Time.Advance(Second / 2);
        Assert.False(running.IsReady);

        node.Time.Advance(Second / 2);

        Assert.True(running.IsReady);
        Assert.Equal(0, node.FreeCpus);
        var failed = await Assert.ThrowsAsync<RayTaskTimeoutException>(() => running.Soon());
        Assert.Contains("Timeout of 00:00:01 (attempt 0, running since 2030-01-01T00:00:00", failed.Message, StringComparison.Ordinal);
        Assert.Contains("runs on node", failed.WaitReason, StringComparison.Ordinal);
        Assert.Equal("Gated.Pass", failed.RayFailure()?.TaskName);
        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => dependent.Soon());
        gate.Open();
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 1);
        await WaitForCondition.HoldsAsync(() => node.Timers == 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Its_token_is_cancelled(bool isAsync)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        var options = new TaskOptions { Timeout = Second };
        var running = isAsync ? Gated.Remote.PassUnlessCancelledAsync(gate.Id, options) : Gated.Remote.PassUnlessCancelled(gate.Id, options);
        await gate.ArrivalsAsync(1);

        node.Time.Advance(Second);

        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => running.Soon());
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 1);
    }

    [Fact]
    public async Task A_task_that_ends_in_time_leaves_no_timer()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);

        var options = new TaskOptions { Timeout = Second, Deadline = node.In(2 * Second) };

        Assert.Equal(3, await Sums.Remote.Add(1, 2, options).Soon());
        await Assert.ThrowsAsync<DivideByZeroException>(() => Failures.Remote.DivideBy(0, options).Soon());
        await WaitForCondition.HoldsAsync(() => node.Timers == 0);
    }

    [Fact]
    public async Task The_time_in_the_queue_counts_for_the_deadline_and_not_for_the_timeout()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        using var never = new Gate();
        var blocker = Gated.Remote.Pass(gate.Id);
        await gate.ArrivalsAsync(1);
        var patient = Sums.Remote.Add(1, 2, new TaskOptions { Timeout = Second });
        var urgent = Gated.Remote.Pass(never.Id, 0, new TaskOptions { Deadline = node.In(Second), Name = "urgent" });

        node.Time.Advance(5 * Second);

        var failed = await Assert.ThrowsAsync<RayTaskTimeoutException>(() => urgent.Soon());
        Assert.Contains("Deadline of 2030-01-01T00:00:01", failed.Message, StringComparison.Ordinal);
        Assert.Contains("waits for resources", failed.WaitReason, StringComparison.Ordinal);
        gate.Open();
        await blocker;
        Assert.Equal(3, await patient.Soon());
        Assert.Equal(0, never.Arrived);
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 1);
    }

    [Fact]
    public async Task A_deadline_also_ends_the_wait_for_arguments()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        var waiting = Sums.Remote.Increment(Gated.Remote.Later(gate.Id), options: new TaskOptions { Deadline = node.In(Second) });

        node.Time.Advance(Second);

        var failed = await Assert.ThrowsAsync<RayTaskTimeoutException>(() => waiting.Soon());
        Assert.Contains("waits for its argument 1", failed.WaitReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_that_has_passed_fails_without_running()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();

        var late = Gated.Remote.Pass(gate.Id, 0, new TaskOptions { Deadline = node.Time.GetUtcNow() });

        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => late.Soon());
        Assert.Equal(0, gate.Arrived);
        await WaitForCondition.HoldsAsync(() => node.Timers == 0);
    }

    [Fact]
    public async Task What_a_task_submits_is_under_its_limits_too()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(3);
        using var gate = new Gate();
        var id = gate.Id;
        var child = new TaskCompletionSource<ObjectRef<int>>();
        Children[id] = child;

        var parent = Ray.Run(
            async () =>
            {
                Children[id].SetResult(Gated.Remote.Pass(id, 0, new TaskOptions { Deadline = DateTimeOffset.MaxValue, Timeout = TimeSpan.MaxValue }));
                await Gate.Find(id).PassAsync();
            },
            new TaskOptions { Timeout = Second, Name = "parent" });
        await gate.ArrivalsAsync(2);
        node.Time.Advance(Second);

        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => parent.Soon());
        var failed = await Assert.ThrowsAsync<RayTaskTimeoutException>(async () => await (await child.Task).Soon());
        Assert.Contains("of task 'parent', from which it descends,", failed.Message, StringComparison.Ordinal);
        gate.Open();
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 3);
        await WaitForCondition.HoldsAsync(() => node.Timers == 0);
    }

    [Fact]
    public async Task A_child_keeps_an_earlier_limit_of_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(2);
        using var gate = new Gate();
        var id = gate.Id;

        var parent = Ray.Run(
            async () => await Gated.Remote.PassUnlessCancelledAsync(id, new TaskOptions { Timeout = TimeSpan.FromSeconds(1) }),
            new TaskOptions { Deadline = node.In(10 * Second), Name = "parent" });
        await gate.ArrivalsAsync(1);
        node.Time.Advance(Second);

        var failed = await Assert.ThrowsAsync<RayTaskTimeoutException>(() => parent.Soon());
        Assert.Equal(["Gated.PassUnlessCancelledAsync", "parent"], failed.RayFailure()!.Chain);
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 2);
        await WaitForCondition.HoldsAsync(() => node.Timers == 0);
    }

    [Fact]
    public async Task Each_attempt_has_the_whole_timeout_and_a_time_out_is_not_retried()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        var id = gate.Id;
        var running = Ray.Run(
            () =>
            {
                Gate.Find(id).Pass();
                throw new InvalidOperationException("again");
            },
            new TaskOptions { Timeout = Second, MaxRetries = -1, RetryExceptions = true });
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await gate.ArrivalsAsync(1);
            node.Time.Advance(0.9 * Second);
            Assert.False(running.IsReady);
            gate.Admit(1);
        }

        await gate.ArrivalsAsync(1);
        node.Time.Advance(Second);

        var failed = await Assert.ThrowsAsync<RayTaskTimeoutException>(() => running.Soon());
        Assert.Equal(3, failed.RayFailure()?.Attempt);
        gate.Open();
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 1);
        Assert.Equal(4, gate.Arrived);
        await WaitForCondition.HoldsAsync(() => node.Timers == 0);
    }

    [Fact]
    public async Task A_deadline_covers_all_attempts()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        var id = gate.Id;
        var running = Ray.Run(
            () =>
            {
                Gate.Find(id).Pass();
                throw new InvalidOperationException("again");
            },
            new TaskOptions { Deadline = node.In(Second), MaxRetries = -1, RetryExceptions = true });
        await gate.ArrivalsAsync(1);
        node.Time.Advance(Second / 2);
        gate.Admit(1);
        await gate.ArrivalsAsync(1);

        node.Time.Advance(Second / 2);

        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => running.Soon());
        gate.Open();
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 1);
        Assert.Equal(2, gate.Arrived);
    }

    [Fact]
    public async Task All_returns_of_a_task_time_out()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        var (one, two) = Several.Remote.PassTwo(gate.Id, new TaskOptions { Timeout = Second });
        await gate.ArrivalsAsync(1);

        node.Time.Advance(Second);

        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => one.Soon());
        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => two.Soon());
    }

    [Fact]
    public async Task The_attribute_sets_a_timeout_which_a_call_can_lift()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(2);
        using var gate = new Gate();
        var limited = TimeLimited.Remote.Pass(gate.Id);
        var unlimited = TimeLimited.Remote.Pass(gate.Id, new TaskOptions { Timeout = Timeout.InfiniteTimeSpan });
        await gate.ArrivalsAsync(2);

        node.Time.Advance(2 * Second);

        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => limited.Soon());
        Assert.False(unlimited.IsReady);
        gate.Open();
        Assert.Equal(1, await unlimited.Soon());
    }

    [Fact]
    public async Task Calls_of_actors_have_limits_too_and_the_actor_lives_on()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        await using var actor = TimeLimitedActor.Remote.Create();
        var running = actor.Pass(gate.Id);
        var queued = actor.Count(new ActorCallOptions { Deadline = node.In(Second) });
        var next = actor.Count();
        await gate.ArrivalsAsync(1);

        node.Time.Advance(Second);
        var failed = await Assert.ThrowsAsync<RayTaskTimeoutException>(() => queued.Soon());
        Assert.Contains("TimeLimitedActor", failed.WaitReason, StringComparison.Ordinal);
        Assert.False(running.IsReady);
        node.Time.Advance(Second);

        failed = await Assert.ThrowsAsync<RayTaskTimeoutException>(() => running.Soon());
        Assert.Contains("Timeout of 00:00:02", failed.Message, StringComparison.Ordinal);
        gate.Open();
        Assert.Equal(1, await next.Soon());
    }

    [Fact]
    public async Task The_timeout_of_a_call_is_overridden_per_call()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        await using var actor = TimeLimitedActor.Remote.Create();
        var running = actor.PassAsync(gate.Id, new ActorCallOptions { Timeout = Second });
        await gate.ArrivalsAsync(1);

        node.Time.Advance(Second);

        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => running.Soon());
        Assert.Equal(1, await actor.Count().Soon());
        Assert.Throws<ArgumentOutOfRangeException>(() => actor.Count(new ActorCallOptions { Timeout = TimeSpan.Zero }));
    }

    [Fact]
    public async Task A_failed_argument_or_a_cancel_leaves_no_timer()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        var failing = Gated.Remote.FailLater(gate.Id, "late");
        var options = new TaskOptions { Deadline = node.In(Second) };
        var dependent = Sums.Remote.Add(failing, 1, options);
        var cancelled = Sums.Remote.Add(failing, 1, options);
        Assert.Equal(2, node.Timers);

        await Ray.CancelAsync(cancelled);
        gate.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => dependent.Soon());
        await Assert.ThrowsAsync<InvalidOperationException>(() => Sums.Remote.Add(failing, 1, options).Soon());

        await WaitForCondition.HoldsAsync(() => node.Timers == 0);
    }

    [Fact]
    public async Task Limits_of_years_work()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id, 0, new TaskOptions { Timeout = TimeSpan.FromDays(100) });
        await gate.ArrivalsAsync(1);

        node.Time.Advance(TimeSpan.FromDays(60));
        node.Time.Advance(TimeSpan.FromDays(39));
        Assert.False(running.IsReady);
        node.Time.Advance(TimeSpan.FromDays(1));

        await Assert.ThrowsAsync<RayTaskTimeoutException>(() => running.Soon());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task A_timeout_that_is_not_positive_is_refused(int seconds)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => Sums.Remote.Add(1, 2, new TaskOptions { Timeout = TimeSpan.FromSeconds(seconds) }));

        Assert.Contains("TaskOptions.Timeout", refused.Message, StringComparison.Ordinal);
    }

    // Where a lambda finds what cannot be copied into it.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource<ObjectRef<int>>> Children = new(StringComparer.Ordinal);
}
