namespace Orleans.Ray.Tests.Tasks;

/// <summary>Several returns are those of one attempt, or fail with the error of one.</summary>
public sealed class SeveralReturnsRetryTests
{
    [Fact]
    public async Task B061_A_tuple_is_that_of_the_attempt_that_made_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (attempt, same) = RetriedReturns.Remote.Tuple(2);

        Assert.Equal(2, await attempt.Soon());
        Assert.Equal(Values(2), await same.Soon());
    }

    [Fact]
    public async Task B061_So_are_the_items_of_a_list_as_many_as_the_call_says()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var items = RetriedReturns.Remote.Many(4, 2, new TaskOptions { NumReturns = 4 });

        Assert.Equal(Values(2, 2, 2, 2), await items.Soon());
    }

    [Fact]
    public async Task B142_Too_few_items_are_an_exception_and_retried_like_one()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(Values(0, 1, 2), await RetriedReturns.Remote.Growing().Soon());
    }

    [Fact]
    public async Task When_the_retries_are_spent_every_reference_has_the_last_error()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var items = RetriedReturns.Remote.Many(3, 100, new TaskOptions { NumReturns = 3, MaxRetries = 2 });

        foreach (var item in items)
        {
            var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => item.Soon());
            Assert.Equal("attempt 2", failed.Message);
            Assert.Equal(2, failed.RayFailure()?.Attempt);
        }

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B058_A_crash_is_retried_though_nobody_asked()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var (attempt, zero) = RetriedReturns.Remote.Crash(3);
        Assert.Equal(Values(3, 0), await new[] { attempt, zero }.Soon());

        var (failed, too) = RetriedReturns.Remote.Crash(100);
        Assert.Equal("attempt 3", (await Assert.ThrowsAsync<WorkerCrashedException>(() => failed.Soon())).Message);
        await Assert.ThrowsAsync<WorkerCrashedException>(() => too.Soon());
    }

    [Fact]
    public async Task Nothing_is_ready_and_a_dependent_waits_until_the_last_attempt()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var (one, two) = RetriedReturns.Remote.PassAndFail(gate.Id);
        var dependent = Sums.Remote.Increment(one);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await gate.ArrivalsAsync(1);
            Assert.False(one.IsReady || two.IsReady || dependent.IsReady);
            gate.Admit(1);
        }

        await gate.ArrivalsAsync(1);
        Assert.True(await Ray.CancelAsync(two));
        gate.Open();

        foreach (var reference in new[] { one, two, dependent })
        {
            await Assert.ThrowsAsync<RayTaskCancelledException>(() => reference.Soon());
        }

        await ray.AllResourcesReturnAsync();
        Assert.Equal(4, gate.Arrived);
    }

    [Fact]
    public async Task The_time_limit_of_an_attempt_ends_all_of_them_and_is_not_retried()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithClock(1);
        using var gate = new Gate();
        var (one, two) = RetriedReturns.Remote.PassAndFail(gate.Id, new TaskOptions { Timeout = TimeSpan.FromSeconds(1), Deadline = node.In(TimeSpan.FromSeconds(10)) });
        await gate.ArrivalsAsync(1);
        node.Time.Advance(TimeSpan.FromSeconds(0.9));
        gate.Admit(1);
        await gate.ArrivalsAsync(1);
        node.Time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(one.IsReady);

        node.Time.Advance(TimeSpan.FromSeconds(0.1));

        foreach (var reference in new[] { one, two })
        {
            var failed = await Assert.ThrowsAsync<RayTaskTimeoutException>(() => reference.Soon());
            Assert.Equal(1, failed.RayFailure()?.Attempt);
        }

        gate.Open();
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 1);
        await WaitForCondition.HoldsAsync(() => node.Timers == 0);
        Assert.Equal(2, gate.Arrived);
    }

    [Fact]
    public async Task B121_Calls_of_actors_return_what_their_last_attempt_made()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = RetriedReturnsActor.Remote.Create();

        var (attempt, calls) = actor.Fail(2);
        Assert.Equal(Values(2, 3), await new[] { attempt, calls }.Soon());
        Assert.Equal(Values(1, 1, 1), await actor.Many(3, 1, new ActorCallOptions { NumReturns = 3 }).Soon());

        var (failed, too) = actor.Fail(100);
        Assert.Equal("attempt 3", (await Assert.ThrowsAsync<InvalidOperationException>(() => failed.Soon())).Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => too.Soon());
    }

    [Fact]
    public async Task B122_Also_after_crashes_of_the_actor()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var actor = RetriedReturnsActor.Remote.Create();

        var (attempt, calls) = actor.Crash(2);

        // The count is of the third life.
        Assert.Equal(Values(2, 1), await new[] { attempt, calls }.Soon());
    }

    private static int[] Values(params int[] values) => values;
}
