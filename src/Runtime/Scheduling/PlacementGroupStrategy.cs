using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Scheduling;

/// <summary>A bundle of a placement group, or any of its bundles.</summary>
internal sealed class PlacementGroupStrategy(PlacementGroup group, int bundleIndex, bool captureChildTasks) : SchedulingStrategy
{
    public BundleTarget Resolve(RayNode node) => new(node.PlacementGroups.Find(group), bundleIndex, captureChildTasks);

    public override string ToString() => $"PlacementGroup({group}, bundle: {bundleIndex}, captureChildTasks: {captureChildTasks})";
}
