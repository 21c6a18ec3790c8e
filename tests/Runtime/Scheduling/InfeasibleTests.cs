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
    public async Task What_a_cancelled_task_has_submitted_does_not_wait_for_another_node_either()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(new RayOptions { NumCpus = 1 }, new ManualTime(), null);
        using var gate = new Gate();
        using var parcel = new Parcel<ObjectRef<int>>();
        var parent = Kin.Remote.SubmitInfeasible(gate.Id, parcel.Id);
        var child = await parcel.Content.Soon();
        Assert.Equal(1, node.Infeasible);

        Assert.True(await Ray.CancelAsync(parent));

        await Assert.ThrowsAsync<RayTaskCancelledException>(() => child.Soon());
        Assert.Equal(0, node.Infeasible);
        gate.Open();
        await Assert.ThrowsAsync<RayTaskCancelledException>(() => parent.Soon());
    }

    [Fact]
    public async Task What_will_never_run_is_listed_no_more()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(new RayOptions { NumCpus = 1 }, new ManualTime(), null);
        using var gate = new Gate();
        var never = Gated.Remote.Later(gate.Id);
        await gate.ArrivalsAsync(1);
        var listed = node.WaitingForArguments;

        await Ray.CancelAsync(Sums.Remote.Add(1, 2, NineCpus));
        await Ray.CancelAsync(Sums.Remote.Increment(never));
        await Ray.KillAsync(Counter.Remote.Create(0, new ActorOptions { NumGpus = 1 }));
        await Ray.KillAsync(Counter.Remote.Create(never));
        Assert.Equal(listed, node.WaitingForArguments);
        Assert.DoesNotContain(await Ray.State.ListTasksAsync(), static task => task.State is TaskState.PendingArgsAvail or TaskState.PendingNodeAssignment);
        gate.Open();
    }

    [Fact]
    public async Task What_is_refused_at_once_is_not_listed_either()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await Assert.ThrowsAsync<InfeasibleRequestException>(() => Sums.Remote.Add(1, 2, NineCpus).Soon());

        Assert.Equal(0, Ray.CurrentScope.Node.State.WaitingForArguments.Count);
    }

    [Fact]
    public async Task B185_What_no_node_can_give_is_reported_by_shape_with_a_count()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var node = new NodeWithSlowNames(new RayOptions { NumCpus = 1 }, new ManualTime(), null);
        Assert.Empty(await Ray.State.SummarizeDemandAsync());
        var eighty = new ActorOptions { NumCpus = 80 };
        await using var one = Counter.Remote.Create(0, eighty);
        await using var two = Counter.Remote.Create(0, eighty);
        var task = Sums.Remote.Add(1, 2, new TaskOptions { NumCpus = 1, Resources = new Dictionary<string, double> { ["tpu"] = 0.5 } });

        var demand = await Ray.State.SummarizeDemandAsync();

        Assert.Equal(2, demand.Count);
        Assert.Equal((2, 80), (demand[0].Count, Assert.Single(demand[0].Resources).Value));
        Assert.Equal((1, 0.5), (demand[1].Count, demand[1].Resources["tpu"]));
        Assert.All(demand, static shape => Assert.True(shape.IsInfeasible));
        await Ray.KillAsync(one);
        Assert.True(await Ray.CancelAsync(task));
        Assert.Equal(1, Assert.Single(await Ray.State.SummarizeDemandAsync()).Count);
    }

    [Fact]
    public async Task B185_What_waits_for_others_is_reported_too_whatever_its_job_depth_and_priority()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var running = Gated.Remote.Pass(gate.Id, options: new TaskOptions { NumCpus = 2 });
        await gate.ArrivalsAsync(1);
        var waiting = Enumerable.Range(0, 3).Select(i => Sums.Remote.Add(i, 1, new TaskOptions { Priority = i })).ToArray();
        await using var actor = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1 });
        var wide = Sums.Remote.Add(1, 2, new TaskOptions { NumCpus = 2 });
        var behind = Sums.Remote.Increment(running);

        var demand = await Ray.State.SummarizeDemandAsync();

        Assert.Equal([(4L, 1.0), (1L, 2.0)], demand.Select(static shape => (shape.Count, shape.Resources["CPU"])));
        Assert.All(demand, static shape => Assert.False(shape.IsInfeasible));
        gate.Open();
        await waiting.Soon();
        await behind.Soon();
        await actor.Increment().Soon();
        await Ray.KillAsync(actor);
        await wide.Soon();
        Assert.Empty(await Ray.State.SummarizeDemandAsync());
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
