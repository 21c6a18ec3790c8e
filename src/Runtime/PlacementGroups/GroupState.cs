using System.Diagnostics.CodeAnalysis;
using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.PlacementGroups;

/// <summary>
/// One placement group of this node: what it reserves, and what runs in it.
/// </summary>
/// <remarks>
/// <para>
/// It is pending (its turn or its resources have not come), created, or removed, for good. A change is made under the lock, and what follows
/// from it is done outside: whoever waits is told, and on removal the bundles go back to the node's ledger, queued work ends, running work is
/// asked to stop and its object fails, actors die. What still runs returns its part of a bundle when it ends; the rest of the bundle is free at
/// once.
/// </para>
/// <para>
/// Work that is granted a part of a bundle just as the group is removed is either among the grants that the removal sees, or sees
/// the removal when it is admitted. Work that is queued then is either found in its class by the removal, or finds the removal after it was queued.
/// </para>
/// </remarks>
internal sealed class GroupState(RayNode node, Job? job, PlacementGroupId id, ResourceSet[] demands, PlacementStrategy strategy) : IClaimant
{
    private readonly Lock _lock = new();
    private readonly HashSet<ResourceGrant> _grants = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<SchedulingClass> _classes = new(ReferenceEqualityComparer.Instance);
    private TaskCompletionSource? _settled;
    private ResourceLedger[] _bundles = [];
    private volatile GroupPhase _phase;
    private string? _removedBecause;

    /// <summary>The driver that it belongs to; null for a group that is not known any more.</summary>
    public Job? Job => job;

    public PlacementGroupId Id => id;

    /// <summary>What each bundle reserves.</summary>
    public ResourceSet[] Demands => demands;

    public PlacementStrategy Strategy => strategy;

    public string? Name { get; init; }

    public string Namespace { get; init; } = string.Empty;

    public bool IsDetached { get; init; }

    public GroupPhase Phase => _phase;

    public ResourceSet Demand { get; } = demands.Length == 1 ? demands[0] : ResourceSet.Sum(demands);

    /// <summary>Why it is not there: what it waits for, or why it was removed; null for a group that is there.</summary>
    public string? Reason => _phase switch
    {
        GroupPhase.Pending => $"it asks for {Demand} in {demands.Length} bundles; node {node.Id} has {node.Ledger.Available()} free of {node.Ledger.Totals}",
        GroupPhase.Removed => _removedBecause,
        _ => null,
    };

    int IClaimant.PassedOver { get; set; }

    int IClaimant.Lapses { get; set; }

    bool IClaimant.IsWaiting => _phase == GroupPhase.Pending;

    object IClaimant.Pool => node.Ledger;

    bool IClaimant.IsAttainable => node.Ledger.IsAttainable(Demand);

    public string Explain() => _phase switch
    {
        GroupPhase.Pending => $"{this} is pending: {Reason}{Holders.Describe(node, Demand)}; {node.Scheduler.ClaimsBefore(this)} groups are before it",
        GroupPhase.Created => $"{this} is created on node {node.Id}; free in its bundles: {string.Join(", ", _bundles.Select(static bundle => bundle.Available().ToString()))}",
        _ => $"{this} was removed: {_removedBecause}",
    };

    public PlacementGroupInfo ToRow() => new()
    {
        Id = id.ToString(),
        Name = Name,
        State = _phase switch { GroupPhase.Pending => "PENDING", GroupPhase.Created => "CREATED", _ => "REMOVED" },
        Strategy = strategy.ToString(),
        Bundles = [.. demands.Select(static bundle => bundle.ToDictionary())],
        JobId = job?.Id ?? default,
        Reason = Reason,
    };

    /// <summary>Takes all bundles from the node, or nothing.</summary>
    public bool TryPlace()
    {
        lock (_lock)
        {
            if (_phase != GroupPhase.Pending || !node.Ledger.TryTakeAll(demands, out var reserved))
            {
                return false;
            }

            _bundles = [.. demands.Select((demand, index) => new ResourceLedger(demand, reserved[index], this))];
            node.Ledger.Commit(Demand);
            _phase = GroupPhase.Created;
        }

        Settle();
        return true;
    }

    /// <summary>Ends the group; false where it had ended.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="onlyPending">Whether a group that has been placed stays.</param>
    /// <param name="freeName">Runs when the group has ended, before anybody is told.</param>
    public bool Remove(string reason, bool onlyPending = false, Action? freeName = null)
    {
        bool wasCreated;
        IReadyWork[] running;
        SchedulingClass[] classes;
        lock (_lock)
        {
            if (_phase == GroupPhase.Removed || (onlyPending && _phase != GroupPhase.Pending))
            {
                return false;
            }

            wasCreated = _phase == GroupPhase.Created;
            _removedBecause = reason;
            _phase = GroupPhase.Removed;
            running = [.. _grants.Select(static grant => grant.Holder).OfType<IReadyWork>()];
            classes = [.. _classes];
            _classes.Clear();
        }

        freeName?.Invoke();
        if (wasCreated)
        {
            node.Ledger.Uncommit(Demand);
            foreach (var bundle in _bundles)
            {
                bundle.PassOn(node.Ledger);
            }
        }
        else
        {
            node.Scheduler.RemoveClaim(this);
        }

        foreach (var scheduling in classes)
        {
            scheduling.AbortRefused();
            scheduling.Queue.Forget(scheduling);
        }

        foreach (var work in running)
        {
            work.Evict(RemovedError());
        }

        Settle();
        node.Scheduler.PumpIfWaiting();
        return true;
    }

    public PlacementGroupException RemovedError() => new($"{this} was removed: {_removedBecause}");

    /// <summary>Completes when the group is created or removed.</summary>
    public Task SettledAsync()
    {
        var settled = Volatile.Read(ref _settled);
        if (settled is null)
        {
            var created = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            settled = Interlocked.CompareExchange(ref _settled, created, null) ?? created;
        }

        // Whoever settles the group sets the phase first and looks for the source then.
        Interlocked.MemoryBarrier();
        if (_phase != GroupPhase.Pending)
        {
            settled.TrySetResult();
        }

        return settled.Task;
    }

    /// <summary>A class whose work runs in this group; false where the group has been removed.</summary>
    public bool TryAddClass(SchedulingClass scheduling)
    {
        lock (_lock)
        {
            if (_phase == GroupPhase.Removed)
            {
                return false;
            }

            _classes.Add(scheduling);
            return true;
        }
    }

    public bool TryTake(int bundle, ResourceSet demand, [NotNullWhen(true)] out ResourceGrant? grant)
    {
        grant = null;
        if (_phase != GroupPhase.Created)
        {
            return false;
        }

        if (bundle != BundleTarget.AnyBundle)
        {
            return _bundles[bundle].TryTake(demand, out grant);
        }

        foreach (var candidate in _bundles)
        {
            if (candidate.TryTake(demand, out grant))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the demand will fit when the tasks in the group have ended, whatever its actors go on holding.</summary>
    public bool IsAttainable(int bundle, ResourceSet demand) => _phase == GroupPhase.Created
        && (bundle == BundleTarget.AnyBundle ? Array.Exists(_bundles, candidate => candidate.IsAttainable(demand)) : _bundles[bundle].IsAttainable(demand));

    /// <summary>That work runs on that part of a bundle now. Where the group has just been removed the work is ended: its grant comes back as usual.</summary>
    public void Admit(IReadyWork work, ResourceGrant grant)
    {
        lock (_lock)
        {
            grant.Holder = work;
            _grants.Add(grant);
        }

        work.Granted(grant);
        if (_phase == GroupPhase.Removed)
        {
            work.Evict(RemovedError());
        }
    }

    public void Forget(ResourceGrant grant)
    {
        lock (_lock)
        {
            grant.Holder = null;
            _grants.Remove(grant);
        }
    }

    public override string ToString() => Name is null ? $"placement group {id}" : $"placement group '{Name}' ({id})";

    private void Settle()
    {
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _settled)?.TrySetResult();
    }
}
