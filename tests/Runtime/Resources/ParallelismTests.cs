namespace Orleans.Ray.Tests.Resources;

public sealed class ParallelismTests
{
    [Theory]
    [InlineData(10, 1.0, 10)]
    [InlineData(10, 3.0, 3)]
    [InlineData(2, 0.5, 4)]
    public async Task B159_As_many_tasks_run_at_once_as_the_cpus_allow(int cpus, double each, int together)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = cpus);
        using var gate = new Gate();
        var options = new TaskOptions { NumCpus = each };
        var tasks = Enumerable.Range(0, together + 1).Select(i => Gated.Remote.Pass(gate.Id, i, options)).ToArray();

        await gate.ArrivalsAsync(together);
        Assert.Equal(together, gate.Arrived);
        Assert.Contains("CPU", await tasks[together].ExplainAsync(), StringComparison.Ordinal);
        gate.Admit(1);
        await gate.ArrivalsAsync(1);
        gate.Open();

        Assert.Equal(Enumerable.Range(0, together + 1), await tasks.Soon());
        Assert.Equal(together, gate.Most);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B159_As_many_tasks_run_at_once_as_the_gpus_allow()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 10;
            o.NumGpus = 2;
        });
        using var gate = new Gate();
        var tasks = Enumerable.Range(0, 3).Select(i => Gated.Remote.Pass(gate.Id, i, new TaskOptions { NumGpus = 1 })).ToArray();

        await gate.ArrivalsAsync(2);
        Assert.Contains("GPU", await tasks[2].ExplainAsync(), StringComparison.Ordinal);
        gate.Open();

        Assert.Equal((int[])[0, 1, 2], await tasks.Soon());
        Assert.Equal(2, gate.Most);
    }

    [Fact]
    public async Task A_task_that_does_not_fit_now_does_not_hold_up_one_of_another_kind_that_does()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2;
            o.Resources["tpu"] = 1;
        });
        using var gate = new Gate();
        var tpu = new TaskOptions { Resources = new Dictionary<string, double> { ["tpu"] = 1 } };
        var holder = Gated.Remote.Pass(gate.Id, 1, tpu);
        await gate.ArrivalsAsync(1);
        var waits = Sums.Remote.Add(1, 2, tpu);

        Assert.Equal(7, await Sums.Remote.Add(3, 4).Soon());
        Assert.False(waits.IsReady);
        gate.Open();
        Assert.Equal(1, await holder.Soon());
        Assert.Equal(3, await waits.Soon());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task B161_A_task_that_waits_for_objects_frees_its_cpu(int how)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var inside = new List<ObjectRef<int>> { Gated.Remote.Later(gate.Id, 1) };
        var waiting = Enumerable.Range(0, 10).Select(_ => how switch
        {
            0 => Nested.Remote.GetInside(inside),
            1 => Nested.Remote.AwaitInside(inside),
            _ => Nested.Remote.WaitInside(inside),
        }).ToArray();

        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
        gate.Open();

        Assert.Equal(Enumerable.Repeat(1, 10), await waiting.Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B162_A_thousand_tasks_nested_three_levels_finish_on_one_cpu()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var blocking = Enumerable.Range(0, 500).Select(_ => Nested.Remote.Levels(2)).ToArray();
        var asynchronous = Enumerable.Range(0, 500).Select(_ => Nested.Remote.LevelsAsync(2)).ToArray();

        Assert.All(await blocking.Soon(), value => Assert.Equal(2, value));
        Assert.All(await asynchronous.Soon(), value => Assert.Equal(2, value));
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B163_A_custom_resource_is_kept_while_the_task_waits()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2;
            o.NumGpus = 1;
            o.Resources["tpu"] = 1;
        });
        using var gate = new Gate();
        var inside = new List<ObjectRef<int>> { Gated.Remote.Later(gate.Id, 1) };
        var options = new TaskOptions { NumGpus = 1, Memory = 1000, Resources = new Dictionary<string, double> { ["tpu"] = 1 } };
        var tasks = Enumerable.Range(0, 5).Select(_ => Nested.Remote.GetInside(inside, options)).ToArray();

        await WaitForCondition.HoldsAsync(() =>
            !ray.AvailableResources().ContainsKey("tpu") && ray.AvailableResources().GetValueOrDefault("CPU") == 2);
        Assert.False(ray.AvailableResources().ContainsKey("GPU"));
        Assert.Equal(ray.ClusterResources()["memory"] - 1000, ray.AvailableResources()["memory"]);
        gate.Open();

        Assert.Equal(Enumerable.Repeat(1, 5), await tasks.Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B170_On_a_node_without_cpus_what_asks_for_none_runs()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 0);

        Assert.Equal(3, await Sums.Remote.Add(1, 2, new TaskOptions { NumCpus = 0 }).Soon());
        Assert.Equal(2, await Sums.Remote.IncrementAsync(1, new TaskOptions { NumCpus = 0 }).Soon());
        Assert.Equal(1, await Counter.Remote.Create().Increment().Soon());
        await Assert.ThrowsAsync<InfeasibleRequestException>(() => Sums.Remote.Add(1, 2).Soon());
    }

    [Fact]
    public async Task Tasks_that_ask_for_no_cpu_run_when_all_are_taken()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var holder = Gated.Remote.Pass(gate.Id, 1);
        await gate.ArrivalsAsync(1);

        Assert.Equal(3, await Sums.Remote.Add(1, 2, new TaskOptions { NumCpus = 0 }).Soon());
        Assert.Equal(1, await Counter.Remote.Create().Increment().Soon());
        gate.Open();
        Assert.Equal(1, await holder.Soon());
    }

    [Fact]
    public async Task B253_Ten_sleepers_that_await_take_turns_together()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 10);
        using var gate = new Gate();

        var sleepers = Enumerable.Range(0, 10).Select(i => Gated.Remote.PassAsync(gate.Id, i)).ToArray();
        await gate.ArrivalsAsync(10);
        gate.Open();

        Assert.Equal(Enumerable.Range(0, 10), await sleepers.Soon());
    }
}
