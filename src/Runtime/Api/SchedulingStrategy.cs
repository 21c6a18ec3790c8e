using Orleans.Ray.Scheduling;

namespace Orleans.Ray;

/// <summary>Where a task or an actor is to run. In <see cref="TaskOptions"/> and <see cref="ActorOptions"/>; Ray's <c>scheduling_strategy</c>.</summary>
public abstract class SchedulingStrategy
{
    private protected SchedulingStrategy()
    {
    }

    /// <summary>Where the scheduler finds best. It also leaves the placement group that captures what its tasks submit.</summary>
    public static SchedulingStrategy Default { get; } = new AnywhereStrategy("Default");

    /// <summary>On as many different nodes as possible. On a cluster of one node the same as <see cref="Default"/>.</summary>
    public static SchedulingStrategy Spread { get; } = new AnywhereStrategy("Spread");

    /// <summary>On that node.</summary>
    /// <param name="id">The node.</param>
    /// <param name="soft">Whether another node will do where that one is not there; otherwise the work then fails with <see cref="InfeasibleRequestException"/>.</param>
    /// <exception cref="ArgumentException">The id is the empty one.</exception>
    public static SchedulingStrategy NodeAffinity(NodeId id, bool soft = false) =>
        id.IsDefault ? throw new ArgumentException("The node's id is the empty one; take one from Ray.Nodes() or RayContext.Current.NodeId.", nameof(id)) : new NodeAffinityStrategy(id, soft);

    /// <summary>On a node with such labels (<see cref="RayOptions.Labels"/>).</summary>
    /// <param name="hard">What the labels must be like; work that no node matches fails with <see cref="InfeasibleRequestException"/>.</param>
    /// <param name="soft">What they should be like, of the nodes that match <paramref name="hard"/>; where none does, any of those will do.</param>
    /// <exception cref="ArgumentException">Neither says anything, or a label's name is blank or its match null.</exception>
    public static SchedulingStrategy NodeLabels(IReadOnlyDictionary<string, LabelMatch>? hard = null, IReadOnlyDictionary<string, LabelMatch>? soft = null) =>
        new NodeLabelStrategy(hard, soft);

    /// <summary>In a placement group. The work waits until the group is created, and ends when it is removed.</summary>
    /// <param name="group">The group.</param>
    /// <param name="bundle">Which of its bundles; -1 for any.</param>
    /// <param name="captureChildTasks">Whether the tasks and actors that the work submits run in the group too, in any of its bundles, unless they have a strategy of their own.</param>
    /// <exception cref="ArgumentNullException">The group is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The group has no bundle of that index.</exception>
    public static SchedulingStrategy PlacementGroup(PlacementGroup group, int bundle = -1, bool captureChildTasks = false)
    {
        ArgumentNullException.ThrowIfNull(group);
        return bundle >= -1 && bundle < group.BundleCount
            ? new PlacementGroupStrategy(group, bundle, captureChildTasks)
            : throw new ArgumentOutOfRangeException(nameof(bundle), bundle, $"{group} has {group.BundleCount} bundles; give an index below that, or -1 for any bundle.");
    }
}
