using System.Collections.Concurrent;

namespace Orleans.Ray.Scheduling;

/// <summary>
/// The tasks of one node that ask for the same resources and were submitted at the same depth of nesting. They start in the order in which
/// they became ready. Classes take turns, so that a thousand tasks which wait for their children cannot keep the children from running.
/// </summary>
internal sealed class SchedulingClass(LocalScheduler scheduler, ResourceSet demand)
{
    // Deeper tasks share the last class.
    private const int MaxDepth = 15;

    private readonly SchedulingClass?[] _deeper = new SchedulingClass?[MaxDepth];

    public LocalScheduler Scheduler { get; } = scheduler;

    public ResourceSet Demand { get; } = demand;

    public long CpuUnits { get; } = demand.UnitsOf(ResourceSet.Cpu);

    /// <summary>Whether CPU is all that the class asks for, so that the ledger needs no lock.</summary>
    public bool IsCpuOnly { get; } = demand.IsEmpty || (demand.Names.Count() == 1 && demand.UnitsOf(ResourceSet.Cpu) > 0);

    /// <summary>Why no node can ever run the class; null where this one can.</summary>
    public string? Infeasible { get; } = scheduler.Ledger.WhyInfeasible(demand);

    public ConcurrentQueue<IReadyWork> Ready { get; } = new();

    /// <summary>The class for the same resources at that depth; this one is for depth 0.</summary>
    public SchedulingClass AtDepth(int depth) => depth == 0 ? this : _deeper[Math.Min(depth, MaxDepth) - 1] ?? AddDeeperSlow(Math.Min(depth, MaxDepth) - 1);

    private SchedulingClass AddDeeperSlow(int index)
    {
        var added = new SchedulingClass(Scheduler, Demand);
        if (Interlocked.CompareExchange(ref _deeper[index], added, null) is { } other)
        {
            return other;
        }

        Scheduler.AddClass(added);
        return added;
    }
}
