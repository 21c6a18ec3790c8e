using System.Globalization;
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
            .Concat(Running(node).Where(entry => entry.Work.Class.Target is null && AsksFor(entry.Work.Class.Demand, lacking)).Select(entry => $"{entry.Work.Describe()}{For(node, entry.StartedAt)}"))
            .ToArray();
        return holders.Length == 0
            ? $"; what is short is {string.Join(" and ", lacking)}"
            : $"; what is short is {string.Join(" and ", lacking)}, held by {string.Join("; ", holders.Take(MaxNamed))}{(holders.Length > MaxNamed ? $"; and {holders.Length - MaxNamed} more" : string.Empty)}";
    }

    /// <summary>Where a task runs and since when, in words that follow its name.</summary>
    public static string DescribeRun(RayNode node, IReadyWork work)
    {
        foreach (var (running, startedAt) in Running(node))
        {
            if (ReferenceEquals(running, work))
            {
                return $"runs on node {node.Id}{For(node, startedAt)}";
            }
        }

        return $"runs on node {node.Id}";
    }

    /// <summary>The tasks that are on a thread, with about when they started, and those that await, with 0.</summary>
    private static IEnumerable<(IReadyWork Work, long StartedAt)> Running(RayNode node)
    {
        foreach (var recorder in node.State.Recorders.All)
        {
            if (recorder.Current is { } current && current is IReadyWork work)
            {
                yield return (work, recorder.EstimateStart(current));
            }
        }

        foreach (var awaiting in node.State.Awaiting.Snapshot())
        {
            if (awaiting is IReadyWork work)
            {
                yield return (work, 0);
            }
        }
    }

    private static string For(RayNode node, long startedAt) =>
        startedAt == 0 ? ", where it awaits" : string.Create(CultureInfo.InvariantCulture, $", for {TimeSpan.FromTicks(Math.Max(node.State.Clock.Now - startedAt, 0)).TotalSeconds:0.0} s");

    private static bool AsksFor(ResourceSet demand, string[] names) => Array.Exists(names, name => demand.UnitsOf(name) > 0);
}
