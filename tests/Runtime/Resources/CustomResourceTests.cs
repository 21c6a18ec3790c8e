namespace Orleans.Ray.Tests.Resources;

public sealed class CustomResourceTests
{
    [Fact]
    public async Task B167_Fractions_add_up_exactly()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 4;
            o.Resources["disk"] = 3;
        });
        await using var holder = Counter.Remote.Create(0, new ActorOptions { Resources = Disk(2.7) });
        await holder.Increment().Soon();
        Assert.Equal(0.3, ray.AvailableResources()["disk"], 10);

        var tooMuch = Sums.Remote.Add(1, 2, new TaskOptions { Resources = Disk(0.7) });
        Assert.Equal(7, await Sums.Remote.Add(3, 4, new TaskOptions { Resources = Disk(0.3) }).Soon());
        Assert.False(tooMuch.IsReady);
        await holder.DisposeAsync();

        Assert.Equal(3, await tooMuch.Soon());
        await WaitForCondition.HoldsAsync(() => ray.AvailableResources().GetValueOrDefault("disk") == 3);
    }

    [Fact]
    public async Task Ten_thousand_small_shares_return_exactly()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2;
            o.Resources["disk"] = 1;
        });
        var options = new TaskOptions { NumCpus = 0.1, Resources = Disk(0.1) };

        var values = await Enumerable.Range(0, 10_000).Select(i => Sums.Remote.Increment(i, 1, options)).ToArray().Soon();

        Assert.Equal(Enumerable.Range(1, 10_000), values);
        Assert.Equal(ray.ClusterResources(), ray.AvailableResources());
    }

    [Fact]
    public async Task What_the_attribute_asks_for_is_assigned_and_options_replace_it()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2;
            o.NumGpus = 2;
            o.Resources["tpu"] = 4;
        });

        var byAttribute = await Contexts.Remote.HereWithResources().Soon();
        var byOptions = await Contexts.Remote.HereWithResources(new TaskOptions { NumCpus = 2, Name = "there", Resources = new Dictionary<string, double> { ["tpu"] = 1 } }).Soon();

        Assert.Equal(new Dictionary<string, double> { ["CPU"] = 0.5, ["GPU"] = 1, ["tpu"] = 2 }, byAttribute.Assigned);
        Assert.Equal("here", byAttribute.TaskName);
        Assert.Equal(new Dictionary<string, double> { ["CPU"] = 2, ["GPU"] = 1, ["tpu"] = 1 }, byOptions.Assigned);
        Assert.Equal("there", byOptions.TaskName);
        Assert.Single(byOptions.GpuIds);
    }

    [Fact]
    public async Task Ray_lists_what_the_node_declares()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            o.NumCpus = 2.5;
            o.NumGpus = 1;
            o.Memory = 1L << 30;
            o.Resources["tpu"] = 4;
        });

        var wanted = new Dictionary<string, double> { ["CPU"] = 2.5, ["GPU"] = 1, ["memory"] = 1L << 30, ["tpu"] = 4 };
        Assert.Equal(wanted, new Dictionary<string, double>(Ray.ClusterResources()));
        Assert.Equal(wanted, new Dictionary<string, double>(ray.AvailableResources()));
        var node = Assert.Single(Ray.Nodes());
        Assert.True(node.IsAlive);
        Assert.Equal(wanted, new Dictionary<string, double>(node.Totals));
        Assert.Equal(wanted, new Dictionary<string, double>(node.Available));
    }

    private static Dictionary<string, double> Disk(double amount) => new() { ["disk"] = amount };
}
