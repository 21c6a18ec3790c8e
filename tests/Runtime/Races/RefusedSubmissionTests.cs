namespace Orleans.Ray.Tests.Races;

/// <summary>A submission that throws has left nothing behind, also where an argument that it had taken before fails later.</summary>
public sealed class RefusedSubmissionTests
{
    [Fact]
    public async Task A_task_that_could_not_be_submitted_does_not_leave_the_limit_of_pending_tasks_twice()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.MaxPendingTasks = 1;
        });
        using var gate = new Gate();
        using var busy = new Gate();
        var failing = Gated.Remote.FailLater(gate.Id, "too late");
        await gate.ArrivalsAsync(1);
        Assert.Throws<RaySerializationException>(() => Plains.Remote.TakeBoth(failing, new Plain()));

        gate.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.Soon());
        var running = Gated.Remote.Pass(busy.Id);
        await busy.ArrivalsAsync(1);
        var waiting = Sums.Remote.Add(1, 2);
        Assert.Throws<PendingTasksLimitException>(() => Sums.Remote.Add(1, 2));
        busy.Open();
        Assert.Equal(3, await waiting.Soon());
        Assert.Equal(0, await running.Soon());
    }

    [Fact]
    public async Task A_call_that_could_not_be_made_does_not_leave_the_limit_of_pending_calls_twice()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var busy = new Gate();
        await using var actor = PlainActor.Remote.Create(options: new ActorOptions { MaxPendingCalls = 1 });
        var failing = Gated.Remote.FailLater(gate.Id, "too late");
        await gate.ArrivalsAsync(1);
        Assert.Throws<RaySerializationException>(() => actor.TakeBoth(failing, new Plain()));

        gate.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.Soon());
        var running = actor.Pass(busy.Id);
        Assert.Throws<PendingCallsLimitException>(() => actor.Ping());
        busy.Open();
        Assert.Equal(1, await running.Soon());
    }

    [Fact]
    public async Task A_task_that_could_not_be_submitted_is_no_failed_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var failing = Gated.Remote.FailLater(gate.Id, "too late");
        await gate.ArrivalsAsync(1);
        Assert.Throws<RaySerializationException>(() => Plains.Remote.TakeBoth(failing, new Plain()));

        gate.Open();

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing.Soon());
        Assert.DoesNotContain(await ray.State.SummarizeTasksAsync(), static row => row.FunctionName.Contains(nameof(Plains), StringComparison.Ordinal));
    }
}
