namespace Orleans.Ray.Tests.Scheduling;

public sealed class StrategyTests
{
    public static TheoryData<string, bool> Matches => new()
    {
        { "equal", true }, { "in", true }, { "not in", true }, { "exists", true }, { "does not exist", true }, { "several", true },
        { "another value", false }, { "none of", false }, { "one of what it has not", false }, { "no such label", false }, { "has it", false }, { "one of several fails", false },
    };

    [Theory]
    [MemberData(nameof(Matches))]
    public async Task B181_Labels_must_fit_where_they_are_hard(string kind, bool fits)
    {
        await using var ray = await LabelledAsync();
        var options = new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeLabels(hard: Labels(kind)) };

        var sum = Sums.Remote.Add(1, 2, options);

        if (fits)
        {
            Assert.Equal(3, await sum.Soon());
        }
        else
        {
            var refused = await Assert.ThrowsAsync<InfeasibleRequestException>(() => sum.Soon());
            Assert.Contains("label", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task B181_Soft_labels_choose_but_refuse_nothing()
    {
        await using var ray = await LabelledAsync();
        var soft = SchedulingStrategy.NodeLabels(soft: Labels("another value"));

        Assert.Equal(3, await Sums.Remote.Add(1, 2, new TaskOptions { SchedulingStrategy = soft }).Soon());
        Assert.Equal("eu", Assert.Single(ray.Nodes()).Labels["region"]);
    }

    [Fact]
    public async Task Affinity_to_this_node_holds_and_to_another_one_only_where_it_is_soft()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var here = ray.Nodes()[0].Id;
        var elsewhere = NodeId.NewId();

        Assert.Equal(3, await Sums.Remote.Add(1, 2, With(SchedulingStrategy.NodeAffinity(here))).Soon());
        Assert.Equal(3, await Sums.Remote.Add(1, 2, With(SchedulingStrategy.NodeAffinity(elsewhere, soft: true))).Soon());
        var refused = await Assert.ThrowsAsync<InfeasibleRequestException>(() => Sums.Remote.Add(1, 2, With(SchedulingStrategy.NodeAffinity(elsewhere))).Soon());
        Assert.Contains(elsewhere.ToString(), refused.Message, StringComparison.Ordinal);
        await using var actor = Counter.Remote.Create(0, new ActorOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(elsewhere) });
        await Assert.ThrowsAsync<InfeasibleRequestException>(() => actor.Increment().Soon());
    }

    [Fact]
    public async Task On_one_node_spread_and_default_are_the_same()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);

        Assert.Equal(3, await Sums.Remote.Add(1, 2, With(SchedulingStrategy.Spread)).Soon());
        Assert.Equal(3, await Sums.Remote.Add(1, 2, With(SchedulingStrategy.Default)).Soon());
    }

    [Fact]
    public async Task B182_A_strategy_that_makes_no_sense_is_refused_where_it_is_made()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }]);

        Assert.Throws<ArgumentNullException>(() => SchedulingStrategy.PlacementGroup(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => SchedulingStrategy.PlacementGroup(group, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SchedulingStrategy.PlacementGroup(group, -2));
        Assert.Throws<ArgumentException>(() => SchedulingStrategy.NodeAffinity(default));
        Assert.Throws<ArgumentException>(() => SchedulingStrategy.NodeLabels());
        Assert.Throws<ArgumentException>(() => SchedulingStrategy.NodeLabels(new Dictionary<string, LabelMatch> { [" "] = "x" }));
        Assert.Throws<ArgumentException>(() => SchedulingStrategy.NodeLabels(new Dictionary<string, LabelMatch> { ["x"] = null! }));
        Assert.Throws<ArgumentException>(() => LabelMatch.In());
        Assert.Throws<ArgumentException>(() => LabelMatch.NotIn("a", null!));
    }

    private static TaskOptions With(SchedulingStrategy strategy) => new() { SchedulingStrategy = strategy };

    private static Task<IRay> LabelledAsync() => Ray.InitAsync(o =>
    {
        o.NumCpus = 1;
        o.Labels["region"] = "eu";
        o.Labels["disk"] = "ssd";
    });

    private static Dictionary<string, LabelMatch> Labels(string kind) => kind switch
    {
        "equal" => new() { ["region"] = "eu" },
        "in" => new() { ["region"] = LabelMatch.In("us", "eu") },
        "not in" => new() { ["region"] = LabelMatch.NotIn("us"), ["zone"] = LabelMatch.NotIn("a") },
        "exists" => new() { ["disk"] = LabelMatch.Exists },
        "does not exist" => new() { ["zone"] = LabelMatch.DoesNotExist },
        "several" => new() { ["region"] = "eu", ["disk"] = LabelMatch.Exists, ["zone"] = LabelMatch.DoesNotExist },
        "another value" => new() { ["region"] = "us" },
        "none of" => new() { ["region"] = LabelMatch.NotIn("us", "eu") },
        "one of what it has not" => new() { ["zone"] = LabelMatch.In("a", "b") },
        "no such label" => new() { ["zone"] = LabelMatch.Exists },
        "has it" => new() { ["disk"] = LabelMatch.DoesNotExist },
        _ => new() { ["region"] = "eu", ["disk"] = "hdd" },
    };
}
