using Orleans.Ray.Resources;
using Orleans.Ray.State;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Scheduling;

/// <summary>
/// The bottom of the bottom-up scheduler: starts ready work of one node when the ledger has what it asks for, on the thread pool.
/// </summary>
/// <remarks>
/// <para>
/// Work that finds its resources free, and nobody waiting, starts at once. Otherwise it queues in its class, and whoever returns resources starts what
/// fits: first tasks that want their CPU back after a wait, so that started work comes before new work; then placement groups, in their order; then tasks.
/// Of the jobs the one that is furthest behind its share goes first (<see cref="JobQueue"/>), within a job the highest priority, within a priority the classes in
/// turn, within a class the oldest. What does not fit is passed over, and after a while resources are kept for it (<see cref="Reservation"/>).
/// </para>
/// <para>
/// A worker whose class is the only one waiting keeps its resources and runs the next task of the class itself.
/// </para>
/// <para>
/// No wake-up is lost: work is enqueued before the free resources are looked at again, and resources are returned before the queues are. A class is
/// listed from the moment at which work is queued in it, and taken off the list only when it is found empty once more after that.
/// </para>
/// </remarks>
internal sealed partial class LocalScheduler : IDisposable
{
    private readonly WorkQueue<SchedulingClass> _arrivals = new();
    private readonly ResumeQueue _resuming = new();
    private readonly Claims _claims = new();
    private readonly Reservation _reservation;
    private volatile SchedulingClass[] _listed = [];
    private volatile RayException? _stopped;

    public LocalScheduler(ResourceLedger ledger, TimeProvider? time = null)
    {
        Ledger = ledger;
        DefaultQueue = new JobQueue(this, 1);
        _reservation = new Reservation(time ?? TimeProvider.System, Pump);
        _isBlocked = _reservation.BlocksResume;
    }

    public ResourceLedger Ledger { get; }

    /// <summary>The queue of work that belongs to no job.</summary>
    public JobQueue DefaultQueue { get; }

    /// <summary>Why nothing starts any more; null before <see cref="Stop"/>.</summary>
    public RayException? Stopped => _stopped;

    /// <summary>Work that is ready and waits for resources.</summary>
    public int QueueLength => _listed.Sum(static scheduling => scheduling.Ready.Count);

    /// <summary>Tasks that have waited and want their CPU back.</summary>
    public int ResumingCount => _resuming.Count;

    /// <summary>How many classes the scheduler looks at.</summary>
    public int ListedCount => _listed.Length;

    /// <summary>How much was started from the queues so far; it tells a node that is stuck from one that is busy.</summary>
    public long StartedCount { get; private set; }

    /// <summary>Whether resources are kept for something that was passed over too often.</summary>
    public bool KeepsResources => _reservation.IsHeld;

    /// <summary>The work of each class that is next in turn and still waits.</summary>
    public IReadyWork[] Heads() =>
        [.. _listed.Select(static scheduling => scheduling.Ready.Snapshot().FirstOrDefault()).OfType<IReadyWork>()];

    /// <summary>
    /// The work that is ready and waits for resources, class by class, in the order in which each class will start it. A picture of the
    /// moment: work that starts meanwhile may be missing or listed. Work that was cancelled while it waited stays until its turn comes.
    /// </summary>
    public IEnumerable<IListedWork> Waiting() => _arrivals.Snapshot().Concat(_listed).SelectMany(static scheduling => scheduling.Ready.Snapshot()).OfType<IListedWork>();

    /// <summary>What each work that is ready asks the node for. A picture of the moment, as <see cref="Waiting"/>.</summary>
    public IEnumerable<ResourceSet> Demands() => _arrivals.Snapshot().Concat(_listed).Distinct()
        .Where(static scheduling => scheduling.Target is null)
        .SelectMany(static scheduling => scheduling.Ready.Snapshot().Where(static work => !work.IsAbandoned).Select(_ => scheduling.Demand));

    public SchedulingClass ClassOf(ResourceSet demand) => DefaultQueue.ClassOf(demand);

    public void Dispose() => _reservation.Dispose();

    public void Enqueue(IReadyWork work)
    {
        var scheduling = work.Class;
        if (scheduling.Ready.IsEmpty && !OthersWait(scheduling) && _stopped is null && scheduling.TryTake(out var grant))
        {
            scheduling.Grant(work, grant);
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
            return;
        }

        scheduling.Ready.Enqueue(work);
        Interlocked.MemoryBarrier();
        if (scheduling.Refusal is not null)
        {
            scheduling.AbortRefused();
        }
        else if (!scheduling.IsListed && scheduling.TryList())
        {
            _arrivals.Enqueue(scheduling);
            Pump();
        }
        else if (!scheduling.IsCpuOnly || Ledger.FreeCpuUnits >= scheduling.CpuUnits)
        {
            Pump();
        }
    }

    /// <summary>The next work for a worker that has finished one of that class; null where its resources went elsewhere.</summary>
    /// <param name="scheduling">The class of what it ran.</param>
    /// <param name="grant">What that held beyond CPU.</param>
    /// <param name="holdsCpu">Whether its CPU is held, or was given back by a part of it that still waits.</param>
    public IReadyWork? Next(SchedulingClass scheduling, ResourceGrant? grant, bool holdsCpu)
    {
        if (holdsCpu && !OthersWait(scheduling))
        {
            while (scheduling.Ready.TryDequeue(out var next))
            {
                if (!next.IsAbandoned)
                {
                    scheduling.Grant(next, grant);
                    return next;
                }
            }
        }

        Release(scheduling, grant, holdsCpu);
        return null;
    }

    public void Release(SchedulingClass scheduling, ResourceGrant? grant, bool withCpu)
    {
        scheduling.Return(grant, withCpu);
        PumpIfWaiting();
    }

    public void ReleaseCpu(ResourceLedger from, long units)
    {
        from.ReturnCpu(units);
        PumpIfWaiting();
    }

    /// <summary>Takes a waiting task's CPU again, now or when it is free.</summary>
    public void AcquireCpu(CpuLease lease)
    {
        if (_resuming.IsEmpty && !_reservation.IsHeld && lease.Ledger.TryTakeCpuAgain(lease.Units))
        {
            lease.OnGranted();
            return;
        }

        _resuming.Add(lease);
        Pump();
    }

    /// <summary>Places a group now, where it fits and nobody waits, or when its turn comes.</summary>
    public void Place(PlacementGroups.GroupState group)
    {
        if (!AnyoneWaits() && group.TryPlace())
        {
            return;
        }

        _claims.Add(group);
        Pump();
    }

    public void RemoveClaim(PlacementGroups.GroupState group) => _claims.Remove(group);

    public int ClaimsBefore(PlacementGroups.GroupState group) => _claims.CountBefore(group);

    /// <summary>Ends the work that waits for resources, now and from now on. What runs goes on to its end.</summary>
    public void Stop(RayException reason)
    {
        _stopped = reason;
        Pump();
    }

    /// <summary>Looks at the queues, after resources were returned.</summary>
    public void PumpIfWaiting()
    {
        Interlocked.MemoryBarrier();
        if (AnyoneWaits() || _listed.Length > 2 * MaxIdleListed)
        {
            Pump();
        }
    }

    private bool OthersWait(SchedulingClass own)
    {
        if (!_resuming.IsEmpty || !_claims.IsEmpty)
        {
            return true;
        }

        foreach (var scheduling in _listed)
        {
            if (!ReferenceEquals(scheduling, own) && !scheduling.Ready.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private bool AnyoneWaits()
    {
        if (!_resuming.IsEmpty || !_claims.IsEmpty || !_arrivals.IsEmpty)
        {
            return true;
        }

        foreach (var scheduling in _listed)
        {
            if (!scheduling.Ready.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
