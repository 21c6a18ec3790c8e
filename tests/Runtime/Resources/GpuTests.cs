namespace Orleans.Ray.Tests.Resources;

public sealed class GpuTests
{
    [Fact]
    public async Task B166_Six_actors_with_half_a_gpu_share_three_two_by_two()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.NumGpus = 3;
        });
        var actors = Enumerable.Range(0, 6).Select(_ => Observer.Remote.Create(new ActorOptions { NumGpus = 0.5 })).ToArray();

        var ids = await actors.Select(actor => actor.GpuIds()).ToArray().Soon();

        Assert.All(ids, own => Assert.Single(own));
        Assert.Equal([0, 0, 1, 1, 2, 2], ids.SelectMany(own => own).Order());
        Assert.Equal(ids.SelectMany(own => own), (await actors.Select(actor => actor.GpuIds()).ToArray().Soon()).SelectMany(own => own));
        Assert.False(ray.AvailableResources().ContainsKey("GPU"));
    }

    [Fact]
    public async Task Tasks_that_run_at_once_hold_different_devices()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 4;
            o.NumGpus = 4;
        });
        using var gate = new Gate();
        var pairs = Enumerable.Range(0, 2).Select(_ => Devices.Remote.HoldUntil(gate.Id, new TaskOptions { NumGpus = 2 })).ToArray();
        await gate.ArrivalsAsync(2);
        gate.Open();

        var ids = await pairs.Soon();

        Assert.All(ids, own => Assert.Equal(2, own.Length));
        Assert.Equal([0, 1, 2, 3], ids.SelectMany(own => own).Order());
    }

    [Fact]
    public async Task A_whole_device_waits_until_no_fraction_of_it_is_used()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 4;
            o.NumGpus = 2;
        });
        var halves = Enumerable.Range(0, 2).Select(_ => Observer.Remote.Create(new ActorOptions { NumGpus = 0.5 })).ToArray();
        var ids = await halves.Select(actor => actor.GpuIds()).ToArray().Soon();
        Assert.Equal(ids[0], ids[1]);

        var other = await Devices.Remote.Held(new TaskOptions { NumGpus = 1 }).Soon();
        Assert.Equal([1 - ids[0][0]], other);

        var both = Devices.Remote.Held(new TaskOptions { NumGpus = 2 });
        Assert.False(both.IsReady);
        await Ray.KillAsync(halves[0]);
        Assert.Contains("GPU", await both.ExplainAsync(), StringComparison.Ordinal);
        await Ray.KillAsync(halves[1]);
        Assert.Equal([0, 1], (await both.Soon()).Order());
    }

    [Fact]
    public async Task Work_without_gpus_sees_none()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 1;
            o.NumGpus = 2;
        });

        Assert.Empty(await Devices.Remote.Held().Soon());
        Assert.Empty(await Observer.Remote.Create().GpuIds().Soon());
        Assert.Empty(RayContext.Current.GpuIds);
    }
}
