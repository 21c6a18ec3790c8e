namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks about placement groups.</summary>
internal static partial class Bundled
{
    /// <summary>What a child holds, which is submitted with the default options or with <c>SchedulingStrategy.Default</c>; its gate holds it.</summary>
    [RayTask]
    public static async Task<int> SubmitChild(string gate, bool escape) =>
        await Gated.Remote.Pass(gate, 1, escape ? new TaskOptions { SchedulingStrategy = SchedulingStrategy.Default } : null);

    [RayTask]
    public static async Task<int> CreateChildActor()
    {
        await using var counter = Counter.Remote.Create(0, new ActorOptions { NumCpus = 1 });
        return await counter.Increment();
    }

    /// <summary>Makes a group of one CPU, waits for it, runs a task in it and removes it.</summary>
    [RayTask]
    public static async Task<int> UseOwnGroup()
    {
        var group = await Ray.CreatePlacementGroupAsync([new() { ["CPU"] = 1 }]);
        await group.ReadyAsync();
        var sum = await Sums.Remote.Add(1, 2, new TaskOptions { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) });
        await Ray.RemovePlacementGroupAsync(group);
        return sum;
    }

    [RayTask]
    public static async Task<int> UseGroup(PlacementGroup group, List<PlacementGroup> same)
    {
        await group.ReadyAsync();
        return await Sums.Remote.Increment(same[0].Bundles.Count, 1, new TaskOptions { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, 0) });
    }
}
