using Orleans.Ray.PlacementGroups;
using Orleans.Ray.Resources;

namespace Orleans.Ray.Scheduling;

/// <summary>
/// The tasks of one job on one node that ask for the same resources of the same place with the same priority, and were submitted at the same depth of
/// nesting. They start in the order in which they became ready. Classes of the same priority take turns, so that a thousand tasks which wait for their
/// children cannot keep the children from running.
/// </summary>
internal sealed class SchedulingClass : IClaimant
{
    // Deeper tasks share the last class.
    private const int MaxDepth = 15;

    private readonly ClassKey _key;
    private SchedulingClass?[]? _deeper;
    private int _listed;

    public SchedulingClass(JobQueue queue, ClassKey key)
    {
        _key = key;
        Queue = queue;
        Scheduler = queue.Scheduler;
        CpuUnits = key.Demand.UnitsOf(ResourceSet.Cpu);
        IsCpuOnly = key.Target is null && (key.Demand.IsEmpty || (key.Demand.Names.Count() == 1 && CpuUnits > 0));
        Infeasible = key.Target is null ? Scheduler.Ledger.WhyInfeasible(key.Demand) : key.Target.WhyInfeasible(key.Demand);
        Target?.Group.TryAddClass(this);
    }

    public LocalScheduler Scheduler { get; }

    public JobQueue Queue { get; }

    public ClassKey Key => _key;

    public ResourceSet Demand => _key.Demand;

    public int Priority => _key.Priority;

    public BundleTarget? Target => _key.Target;

    public long CpuUnits { get; }

    /// <summary>Whether CPU of the node is all that the class asks for, so that the ledger needs no lock.</summary>
    public bool IsCpuOnly { get; }

    /// <summary>Why the class can never run; null where it can.</summary>
    public string? Infeasible { get; }

    public WorkQueue<IReadyWork> Ready { get; } = new();

    /// <summary>Whether the scheduler looks at the class, or is about to.</summary>
    public bool IsListed => Volatile.Read(ref _listed) != 0;

    /// <summary>Why what is queued here is ended at once; null where it may wait.</summary>
    public RayException? Refusal => Scheduler.Stopped ?? (Target?.Group is { Phase: GroupPhase.Removed } group ? group.RemovedError() : null);

    int IClaimant.PassedOver { get; set; }

    int IClaimant.Lapses { get; set; }

    object IClaimant.Pool => Target is null ? Scheduler.Ledger : Target.Group;

    bool IClaimant.IsWaiting => !Ready.IsEmpty;

    bool IClaimant.IsAttainable => Target is null ? Scheduler.Ledger.IsAttainable(Demand) : Target.Group.IsAttainable(Target.Index, Demand);

    /// <summary>The class for the same at that depth; this one is for depth 0.</summary>
    public SchedulingClass AtDepth(int depth) => depth == 0 ? this : _deeper?[Math.Min(depth, MaxDepth) - 1] ?? AddDeeperSlow(Math.Min(depth, MaxDepth) - 1);

    public bool TryList() => Interlocked.CompareExchange(ref _listed, 1, 0) == 0;

    /// <summary>The scheduler no longer looks at the class; false where work came meanwhile, and then it must.</summary>
    public bool TryUnlist()
    {
        Interlocked.Exchange(ref _listed, 0);
        return Ready.IsEmpty || !TryList();
    }

    public bool TryTake(out ResourceGrant? grant)
    {
        if (IsCpuOnly)
        {
            grant = null;
            return Scheduler.Ledger.TryTakeCpu(CpuUnits);
        }

        return Target is null ? Scheduler.Ledger.TryTake(Demand, out grant) : Target.Group.TryTake(Target.Index, Demand, out grant);
    }

    /// <summary>Gives back what <see cref="TryTake"/> gave.</summary>
    public void Return(ResourceGrant? grant, bool withCpu)
    {
        if (grant is null)
        {
            if (withCpu)
            {
                Scheduler.Ledger.ReturnCpu(CpuUnits);
            }

            return;
        }

        grant.Group?.Forget(grant);
        grant.Ledger.Return(Demand, grant, withCpu);
    }

    /// <summary>Hands what <see cref="TryTake"/> gave to work, which is to run at once.</summary>
    public void Grant(IReadyWork work, ResourceGrant? grant)
    {
        if (grant?.Group is { } group)
        {
            group.Admit(work, grant);
        }
        else
        {
            work.Granted(grant);
        }
    }

    /// <summary>Ends what is queued, where it is refused.</summary>
    public void AbortRefused()
    {
        while (Refusal is { } refusal && Ready.TryDequeue(out var work))
        {
            work.Evict(refusal);
        }
    }

    /// <summary>What queued work of the class waits for, in words that follow its name.</summary>
    public string ExplainWaiting(IReadyWork work)
    {
        var (before, found) = (0, false);
        foreach (var queued in Ready.Snapshot())
        {
            if (ReferenceEquals(queued, work))
            {
                found = true;
                break;
            }

            before++;
        }

        return $"waits for resources: {ExplainResources()}; {(found ? $"{before} of its kind are before it, and" : "it is about to start;")} {Scheduler.QueueLength} tasks wait in all";
    }

    /// <summary>What the class asks for, what there is, and who has the rest.</summary>
    public string ExplainResources()
    {
        var node = Queue.Node;
        var asks = Priority == 0 ? $"it asks for {Demand}" : $"it asks for {Demand} with priority {Priority}";
        return Target is { } target
            ? $"{asks} in {target}; {target.Group.Explain()}"
            : $"{asks}; node {node?.Id} has {Scheduler.Ledger.Available()} free of {Scheduler.Ledger.Totals}{(node is null ? string.Empty : Holders.Describe(node, Demand))}";
    }

    private SchedulingClass AddDeeperSlow(int index)
    {
        var deeper = _deeper ?? Interlocked.CompareExchange(ref _deeper, new SchedulingClass?[MaxDepth], null) ?? _deeper;
        return deeper[index] ?? Interlocked.CompareExchange(ref deeper[index], new SchedulingClass(Queue, _key), null) ?? deeper[index]!;
    }
}
