namespace Orleans.Ray.Tests.Nodes;

public sealed class ThreadTests
{
    [Fact]
    public async Task B009_Ten_threads_of_a_driver_do_everything_at_once()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        var threads = Enumerable.Range(0, 10)
            .Select(thread => Task.Factory.StartNew(() => Mixtures.Rounds(thread, 25), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();

        await Task.WhenAll(threads).Soon();

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B009_The_same_in_a_task()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        Assert.Equal(10, await Mixtures.Remote.InThreads(10, 25).Soon());

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task B009_The_same_in_twenty_threads_of_an_actor()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        Assert.Equal(20, await Crowd.Remote.Create().InThreads(20, 10).Soon());

        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task A_hundred_tasks_submitted_at_once_from_many_flows_all_return()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        var sums = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () => await Sums.Remote.Add(i, Sums.Remote.Increment(i))))).Soon();

        Assert.Equal(Enumerable.Range(0, 100).Select(i => (2 * i) + 1), sums);
    }
}
