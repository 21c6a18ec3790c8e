namespace Orleans.Ray.Tests.Races;

/// <summary>Several waits of one task share one CPU, which is given back and taken again once.</summary>
public sealed class WaitingBranchesTests
{
    [Fact]
    public async Task A_task_that_awaits_many_children_at_once_goes_on_with_one_cpu()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(36, await Branches.Remote.IncrementAllAtOnce(8).Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task An_async_actor_with_the_only_cpu_lets_the_children_of_all_its_calls_run()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        await using var laborer = Laborer.Remote.Create(new ActorOptions { NumCpus = 1 });

        var sums = Enumerable.Range(0, 20).Select(i => laborer.AddAsync(i, 1)).ToArray();

        Assert.Equal(Enumerable.Range(1, 20), await sums.Soon());
    }

    [Fact]
    public async Task A_task_goes_on_although_the_actor_that_it_created_and_awaits_has_the_only_cpu()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(7, await Branches.Remote.AddInNewActorWithCpu(5, 2).Soon());

        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);
    }

    [Fact]
    public async Task A_branch_that_waits_after_its_task_has_ended_neither_returns_nor_takes_a_cpu()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        using var resumed = new Parcel<int>();
        var later = new List<ObjectRef<int>> { Gated.Remote.Later(gate.Id, 5) };

        Assert.Equal(1, await Branches.Remote.Forget(later, resumed.Id).Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
        gate.Open();

        Assert.Equal(5, await resumed.Content.Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task A_branch_that_waits_between_two_attempts_of_its_task_neither_returns_nor_takes_a_cpu()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var attempt = new Gate();
        using var branch = new Gate();
        using var awaited = new Gate();
        using var busy = new Gate();
        using var waiting = new Parcel<int>();
        using var resumed = new Parcel<int>();
        var later = new List<ObjectRef<int>> { Gated.Remote.Later(awaited.Id, 5) };
        var retried = Branches.Remote.ForgetAndFail(later, attempt.Id, branch.Id, waiting.Id, resumed.Id);
        await attempt.ArrivalsAsync(1);
        var blocker = Gated.Remote.Pass(busy.Id);
        attempt.Open();
        await busy.ArrivalsAsync(1);
        await branch.ArrivalsAsync(1);

        branch.Open();
        await waiting.Content.Soon();
        Assert.False(ray.AvailableResources().ContainsKey("CPU"));
        awaited.Open();

        Assert.Equal(5, await resumed.Content.Soon());
        Assert.Contains("waits for resources", await retried.ExplainAsync(), StringComparison.Ordinal);
        busy.Open();
        Assert.Equal(2, await retried.Soon());
        Assert.Equal(0, await blocker.Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }
}
