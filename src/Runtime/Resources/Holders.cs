using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Resources;

/// <summary>Says who holds what somebody waits for.</summary>
internal static class Holders
{
    private const int MaxNamed = 3;

    /// <summary>Who holds the resources of the node that a demand lacks, in words that follow others; nothing where nobody is known to.</summary>
    public static string Describe(RayNode node, ResourceSet demand)
    {
        var lacking = node.Ledger.Lacking(demand);
        if (lacking.Length == 0)
        {
            return string.Empty;
        }

        var holders = node.Actors.Holding(lacking)
            .Concat(node.PlacementGroups.ToArray().Where(group => group.Phase == GroupPhase.Created && AsksFor(group.Demand, lacking)).Select(static group => group.ToString()))
            .Concat(node.Scheduler.Running().Where(entry => entry.Work.Class.Target is null && AsksFor(entry.Work.Class.Demand, lacking)).Select(static entry => $"{entry.Work.Describe()}, for {CoarseClock.Since(entry.StartedAt).TotalSeconds:0.0} s"))
            .ToArray();
        return holders.Length == 0
            ? $"; what is short is {string.Join(" and ", lacking)}"
            : $"; what is short is {string.Join(" and ", lacking)}, held by {string.Join("; ", holders.Take(MaxNamed))}{(holders.Length > MaxNamed ? $"; and {holders.Length - MaxNamed} more" : string.Empty)}";
    }

    private static bool AsksFor(ResourceSet demand, string[] names) => Array.Exists(names, name => demand.UnitsOf(name) > 0);
}
