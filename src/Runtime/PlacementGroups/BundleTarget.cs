using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.PlacementGroups;

/// <summary>Where in a placement group work runs.</summary>
/// <param name="Group">The group.</param>
/// <param name="Index">The bundle, or <see cref="AnyBundle"/>.</param>
/// <param name="CaptureChildTasks">Whether what the work submits runs in the group too, unless it says otherwise.</param>
internal sealed record BundleTarget(GroupState Group, int Index, bool CaptureChildTasks)
{
    public const int AnyBundle = -1;

    /// <summary>What the scope's submissions run in where they have this strategy, or none.</summary>
    public static BundleTarget? For(IExecutionScope scope, SchedulingStrategy? strategy) => strategy switch
    {
        null => scope.CapturedTarget,
        PlacementGroupStrategy placed => placed.Resolve(scope.Node),
        _ => null,
    };

    /// <summary>What the submissions of work in this target run in.</summary>
    public BundleTarget? ForChildren => CaptureChildTasks ? this with { Index = AnyBundle } : null;

    /// <summary>Why the group can never run the demand; null where it can.</summary>
    public string? WhyInfeasible(ResourceSet demand)
    {
        if (Index != AnyBundle)
        {
            return Lacking(Group.Demands[Index], demand) is { } lacking ? $"bundle {Index} of {Group} has {Group.Demands[Index]} in all and lacks {lacking}" : null;
        }

        return Array.TrueForAll(Group.Demands, bundle => Lacking(bundle, demand) is not null)
            ? $"no bundle of {Group} has that much: they have {string.Join(", ", Group.Demands.Select(static bundle => bundle.ToString()))}"
            : null;
    }

    public override string ToString() => Index == AnyBundle ? $"{Group}" : $"bundle {Index} of {Group}";

    private static string? Lacking(ResourceSet bundle, ResourceSet demand) => bundle.Lacking(demand);
}
