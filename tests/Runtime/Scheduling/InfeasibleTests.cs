using Orleans.Ray.Diagnostics;

namespace Orleans.Ray.Tests.Scheduling;

public sealed class InfeasibleTests
{
    private static readonly TaskOptions NineCpus = new() { NumCpus = 9 };

    [Fact]
    public async Task B173_On_an_embedded_node_what_can_never_run_is_refused_at_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        var refused = await Assert.ThrowsAsync<InfeasibleRequestException>(() => Sums.Remote.Add(1, 2, NineCpus).Soon());

        Assert.Contains("{CPU: 9}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("7 more CPU", refused.Message, StringComparison.Ordinal);
        Assert.Contains(ray.Nodes()[0].Id.ToString(), refused.Message, StringComparison.Ordinal);
        await using var actor = Counter.Remote.Create(0, new ActorOptions { NumGpus = 1 });
        Assert.Contains("1 more GPU", (await Assert.ThrowsAsync<InfeasibleRequestException>(() => actor.Increment().Soon())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B173_Where_a_node_may_join_it_warns_once_and_fails_when_the_time_is_up()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var (time, log) = (new ManualTime(), new LogLines());
        await using var node = new NodeWithSlowNames(new RayOptions { NumCpus = 1 }, time, new RayLog(log));

        var task = Sums.Remote.Add(1, 2, NineCpus);
        var same = Sums.Remote.Add(1, Sums.Remote.Add(1, 1), NineCpus);
        await using var actor = Counter.Remote.Create(0, new ActorOptions { NumGpus = 1 });
        var call = actor.Increment();
        var cancelled = Sums.Remote.Add(5, 6, NineCpus);
        Assert.True(await Ray.CancelAsync(cancelled));

        Assert.Equal(2, log.Warnings.Count);
        Assert.Contains("8 more CPU", log.Warnings.First(), StringComparison.Ordinal);
        Assert.Contains("8 more CPU", await task.ExplainAsync(), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(task.IsReady || same.IsReady || call.IsReady);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("InfeasibleTimeout", (await Assert.ThrowsAsync<InfeasibleRequestException>(() => task.Soon())).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InfeasibleRequestException>(() => same.Soon());
        await Assert.ThrowsAsync<InfeasibleRequestException>(() => call.Soon());
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => cancelled.Soon());
        await WaitForCondition.HoldsAsync(() => node.FreeCpus == 1);
    }

    [Fact]
    public async Task What_is_cancelled_or_killed_does_not_wait_for_another_node_any_more()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(new RayOptions { NumCpus = 1 }, new ManualTime(), null);
        var tasks = Enumerable.Range(0, 3).Select(i => Sums.Remote.Add(i, 1, NineCpus)).ToArray();
        await using var actor = Counter.Remote.Create(0, new ActorOptions { NumGpus = 1 });
        Assert.Equal(4, node.Infeasible);

        foreach (var task in tasks)
        {
            Assert.True(await Ray.CancelAsync(task));
        }

        await Ray.KillAsync(actor);
        Assert.Equal(0, node.Infeasible);
    }

    [Fact]
    public async Task What_waits_for_another_node_ends_with_its_own()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        ObjectRef<int> task;
        await using (new NodeWithSlowNames(new RayOptions { NumCpus = 1 }, new ManualTime(), null))
        {
            task = Sums.Remote.Add(1, 2, NineCpus);
        }

        await Assert.ThrowsAsync<NodeDiedException>(() => task.Soon());
    }

    [Fact]
    public async Task B174_A_node_on_which_nothing_starts_says_once_who_waits_for_what()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var (time, log) = (new ManualTime(), new LogLines());
        await using var node = new NodeWithSlowNames(new RayOptions { NumCpus = 1 }, time, new RayLog(log));
        await using var actor = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1 });
        await actor.Increment().Soon();
        var stuck = Sums.Remote.Add(1, 2);

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(log.Warnings);
        time.Advance(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));

        var warning = Assert.Single(log.Warnings);
        Assert.Contains("Sums.Add", warning, StringComparison.Ordinal);
        Assert.Contains("actor Counter", warning, StringComparison.Ordinal);
        Assert.Contains("CPU", warning, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Single(log.Warnings);
        await Ray.KillAsync(actor);
        Assert.Equal(3, await stuck.Soon());
    }

    [Fact]
    public async Task A_node_that_is_busy_is_not_stuck()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var (time, log) = (new ManualTime(), new LogLines());
        await using var node = new NodeWithSlowNames(new RayOptions { NumCpus = 1 }, time, new RayLog(log));
        using var gate = new Gate();
        var tasks = Enumerable.Range(0, 5).Select(i => Gated.Remote.Pass(gate.Id, i)).ToArray();
        foreach (var task in tasks)
        {
            await gate.ArrivalsAsync(1);
            time.Advance(TimeSpan.FromSeconds(11));
            gate.Admit(1);
            await task.Soon();
        }

        Assert.Empty(log.Warnings);
    }
}
