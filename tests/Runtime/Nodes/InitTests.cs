namespace Orleans.Ray.Tests.Nodes;

public sealed class InitTests
{
    [Fact]
    public async Task A_second_init_in_the_same_flow_is_refused_and_the_first_goes_on()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Ray.InitAsync());

        Assert.Contains("already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, await Sums.Remote.Add(1, 2).Soon());
    }

    [Fact]
    public async Task A_task_cannot_init()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Inits.Remote.Init().Soon());
    }

    [Fact]
    public async Task Dispose_twice_is_fine()
    {
        var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        await ray.DisposeAsync();
        await ray.DisposeAsync();
    }

    [Fact]
    public async Task Init_and_dispose_can_be_repeated()
    {
        for (var i = 1; i <= 20; i++)
        {
            await using var ray = await Ray.InitAsync(o => o.NumCpus = i);

            Assert.Equal(i, Ray.ClusterResources()["CPU"]);
            Assert.Equal(i + 1, await Sums.Remote.Increment(i).Soon());
        }
    }

    [Fact]
    public async Task Flows_with_nodes_of_their_own_do_not_mix()
    {
        var flows = Enumerable.Range(1, 6).Select(cpus => Task.Run(async () =>
        {
            await using var ray = await Ray.InitAsync(o => o.NumCpus = cpus);
            var node = Assert.Single(ray.Nodes()).Id;
            var name = new ActorOptions { Name = "same", GetIfExists = true };
            await using var counter = Counter.Remote.Create(cpus * 100, name);
            Assert.Equal((cpus * 100) + 1, await counter.Increment().Soon());
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal(cpus, await Contexts.Remote.Cpus().Soon());
                Assert.Equal(node, (await Contexts.Remote.Here().Soon()).Node);
                Assert.Equal(cpus, await Task.Run(static () => Ray.ClusterResources()["CPU"]));
            }

            Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
            return node;
        })).ToArray();

        var nodes = await Task.WhenAll(flows).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(6, nodes.Distinct().Count());
    }

    [Fact]
    public async Task Ray_current_is_the_nodes_own_inside_tasks()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);

        Assert.Equal(21, await Contexts.Remote.ByInterface().Soon());
        Assert.Same(ray, Ray.Current);
    }

    [Fact]
    public async Task The_interface_and_the_static_face_do_the_same()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var put = ray.Put(1);
        var sum = Sums.Remote.Add(put, 2);

        Assert.Equal(3, await ray.GetAsync(sum, Patience.Limit));
        Assert.Equal((int[])[3, 1], await ray.GetAsync([sum, put], Patience.Limit));
        Assert.Equal(3, ray.Get(sum));
        Assert.Equal([3, 1], ray.Get([sum, put]));
        Assert.Equal([sum], (await ray.WaitAsync([sum])).Ready);
        Assert.False(await ray.CancelAsync(sum));
    }

    [Fact]
    public async Task Dispose_does_not_wait_for_what_hangs()
    {
        using var gate = new Gate();
        var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var pending = Sums.Remote.Increment(Gated.Remote.Later(gate.Id));
        await gate.ArrivalsAsync(1);

        await ray.DisposeAsync().AsTask().Soon();

        Assert.NotNull(pending);
    }
}
