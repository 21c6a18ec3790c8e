namespace Orleans.Ray.Tests.Tasks;

public sealed class AsyncTaskTests
{
    [Fact]
    public async Task A_method_that_returns_no_task_object_fails()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await Assert.ThrowsAnyAsync<Exception>(() => AsyncShapes.Remote.ReturnNull().Soon());
        await Assert.ThrowsAnyAsync<Exception>(() => AsyncShapes.Remote.ReturnNullTask().Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
    }

    [Fact]
    public async Task A_throw_before_the_task_object_fails_like_one_after_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal("at once", (await Assert.ThrowsAsync<InvalidOperationException>(() => AsyncShapes.Remote.ThrowAtOnce().Soon())).Message);
        Assert.Equal("at once", (await Assert.ThrowsAsync<InvalidOperationException>(() => AsyncShapes.Remote.ThrowAtOnceValue().Soon())).Message);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task The_first_exception_of_several_is_thrown_as_await_does()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal("one", (await Assert.ThrowsAsync<InvalidOperationException>(() => AsyncShapes.Remote.FailTwice().Soon())).Message);
    }

    [Fact]
    public async Task A_task_keeps_its_cpu_while_it_awaits_something_that_is_no_object()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var holding = Gated.Remote.PassAsync(gate.Id, 1);
        await gate.ArrivalsAsync(1);

        Assert.False(ray.AvailableResources().ContainsKey("CPU"));
        var queued = Sums.Remote.Add(1, 2);
        Assert.Contains("CPU", await queued.ExplainAsync(), StringComparison.Ordinal);
        gate.Open();

        Assert.Equal((int[])[1, 3], await new[] { holding, queued }.Soon());
    }

    [Fact]
    public async Task Ten_thousand_async_tasks_that_wait_for_each_other_finish_on_one_cpu()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var previous = Ray.Put(0);
        var all = new List<ObjectRef<int>>();
        for (var i = 0; i < 10_000; i++)
        {
            previous = Nested.Remote.IncrementInside(new List<ObjectRef<int>> { previous });
            all.Add(previous);
        }

        Assert.Equal(Enumerable.Range(1, 10_000), await all.Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task Awaiting_the_same_object_twice_at_once_inside_a_task_is_fine()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var waiting = AsyncShapes.Remote.AwaitTwiceAtOnce(new List<ObjectRef<int>> { Gated.Remote.Later(gate.Id, 3) });
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 1);

        gate.Open();

        Assert.Equal(6, await waiting.Soon());
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task Async_waits_that_come_back_take_the_cpu_again_one_by_one()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var first = new Gate();
        using var second = new Gate();
        var inside = new List<ObjectRef<int>> { Gated.Remote.Later(first.Id, 1) };
        var tasks = Enumerable.Range(0, 6).Select(_ => AsyncShapes.Remote.AwaitThenPass(inside, second.Id)).ToArray();
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("CPU") == 2);

        first.Open();
        await second.ArrivalsAsync(2);
        Assert.False(ray.AvailableResources().ContainsKey("CPU"));
        second.Open();

        Assert.Equal(Enumerable.Repeat(1, 6), await tasks.Soon());
        Assert.Equal(2, second.Most);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }
}
