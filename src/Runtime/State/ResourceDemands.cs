using Orleans.Ray.Tasks;

namespace Orleans.Ray.State;

/// <summary>What the work of a node asks for and has not been given, by what it asks for.</summary>
internal static class ResourceDemands
{
    public static IReadOnlyList<ResourceDemand> Of(RayNode node) =>
    [
        .. Rows(node.Infeasible.Demands(), isInfeasible: true),
        .. Rows(node.Scheduler.Demands(), isInfeasible: false),
    ];

    private static IEnumerable<ResourceDemand> Rows(IEnumerable<ResourceSet> demands, bool isInfeasible) => demands
        .GroupBy(static demand => demand)
        .Select(shape => (Text: shape.Key.ToString(), Row: new ResourceDemand { Resources = shape.Key.ToDictionary(), Count = shape.LongCount(), IsInfeasible = isInfeasible }))
        .OrderByDescending(static shape => shape.Row.Count)
        .ThenBy(static shape => shape.Text, StringComparer.Ordinal)
        .Select(static shape => shape.Row);
}
