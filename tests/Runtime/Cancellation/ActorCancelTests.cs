namespace Orleans.Ray.Tests.Cancellation;

public sealed class ActorCancelTests
{
    [Fact]
    public async Task B155_A_queued_call_is_cancelled_and_never_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var actor = GatedActor.Remote.Create();
        var running = actor.Pass(gate.Id, 1);
        await gate.ArrivalsAsync(1);
        var queued = actor.See(2);
        var next = actor.See(3);

        Assert.True(await Ray.CancelAsync(queued));
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => queued.Soon());
        gate.Open();

        Assert.Equal(1, await running.Soon());
        Assert.Equal(3, await next.Soon());
        Assert.Equal([1, 3], await actor.Seen().Soon());
    }

    [Fact]
    public async Task B155_A_call_that_waits_for_its_argument_is_cancelled_and_never_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var actor = GatedActor.Remote.Create();
        var waiting = actor.See(Gated.Remote.Later(gate.Id, 2));
        var next = actor.See(3);

        Assert.True(await Ray.CancelAsync(waiting));

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => waiting.Soon());
        Assert.Equal(3, await next.Soon());
        gate.Open();
        Assert.Equal([3], await actor.Seen().Soon());
    }

    [Fact]
    public async Task B155_A_call_to_an_actor_that_does_not_run_yet_is_cancelled()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var holder = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1 });
        await holder.Increment().Soon();
        var waiting = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1 });
        var first = waiting.Increment(10);
        var second = waiting.Increment(1);

        Assert.True(await Ray.CancelAsync(first));
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => first.Soon());
        await Ray.KillAsync(holder);

        Assert.Equal(1, await second.Soon());
    }

    [Fact]
    public async Task B154_A_running_async_call_sees_its_token_and_the_actor_lives()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var actor = Cancellable.Remote.Create();
        var running = actor.PassAsync(gate.Id);
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(running));

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => running.Soon());
        Assert.Equal(1, await actor.Cancelled().Soon());
    }

    [Fact]
    public async Task B158_A_running_blocking_call_sees_its_token_and_the_actor_lives()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var actor = Cancellable.Remote.Create(new ActorOptions { MaxConcurrency = 1 });
        var running = actor.Pass(gate.Id);
        await gate.ArrivalsAsync(1);

        Assert.True(await Ray.CancelAsync(running));

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => running.Soon());
        Assert.Equal(1, await actor.Cancelled().Soon());
    }

    [Fact]
    public async Task B157_Force_is_refused_for_an_actors_call_whether_it_runs_or_has_ended()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var actor = GatedActor.Remote.Create();
        var ended = actor.See(1);
        await ended.Soon();
        var running = actor.Pass(gate.Id, 2);
        await gate.ArrivalsAsync(1);

        foreach (var call in new[] { ended, running })
        {
            var refused = await Assert.ThrowsAsync<ArgumentException>(async () => await Ray.CancelAsync(call, force: true));
            Assert.Contains("Kill", refused.Message, StringComparison.OrdinalIgnoreCase);
        }

        gate.Open();
        Assert.Equal(2, await running.Soon());
    }
}
