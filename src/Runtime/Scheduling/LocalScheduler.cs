using System.Collections.Concurrent;
using Orleans.Ray.Resources;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Scheduling;

/// <summary>
/// The bottom of the bottom-up scheduler: starts ready work of one node when the ledger has what it asks for, on the thread pool.
/// </summary>
/// <remarks>
/// <para>
/// Work that finds its resources free starts at once. Otherwise it queues in its class, and whoever returns resources starts what fits:
/// first tasks that want their CPU back after a wait, so that started work comes before new work, then the classes in turn. A worker whose
/// class is the only one waiting keeps its resources and runs the next task of the class itself.
/// </para>
/// <para>
/// No wake-up is lost: work is enqueued before the free resources are looked at again, and resources are returned before the queues are.
/// </para>
/// </remarks>
internal sealed class LocalScheduler(ResourceLedger ledger)
{
    private readonly ConcurrentDictionary<ResourceSet, SchedulingClass> _byDemand = new();
    private readonly ConcurrentQueue<CpuLease> _resuming = new();
    private readonly Lock _classesLock = new();
    private volatile SchedulingClass[] _classes = [];
    private volatile Exception? _stopped;
    private int _pumpRequests;
    private int _turn;

    public ResourceLedger Ledger => ledger;

    public SuspendedWork Suspended { get; } = new();

    /// <summary>
    /// The work that is ready and waits for resources, class by class, in the order in which each class will start it. A picture of the
    /// moment: work that starts meanwhile may be missing or listed. Work that was cancelled while it waited stays until its turn comes.
    /// </summary>
    public IEnumerable<IReadyWork> Queued() => _classes.SelectMany(static scheduling => scheduling.Ready);

    /// <summary>
    /// The tasks and constructors that run or await, with the <see cref="CoarseClock"/> time at which they started.
    /// A picture of the moment, as with <see cref="Queued"/>.
    /// </summary>
    public IEnumerable<(IReadyWork Work, long StartedAt)> Running() =>
        Suspended.ToArray().Concat(WorkerSlot.Occupied(this)).DistinctBy(static entry => entry.Work, ReferenceEqualityComparer.Instance);

    /// <summary>Work that is ready and waits for resources.</summary>
    public int QueueLength => _classes.Sum(static scheduling => scheduling.Ready.Count);

    /// <summary>The work of each class that is next in turn and still waits.</summary>
    public IReadyWork[] Heads() =>
        [.. _classes.Select(static scheduling => scheduling.Ready.TryPeek(out var head) ? head : null).OfType<IReadyWork>()];

    public SchedulingClass ClassOf(ResourceSet demand) => _byDemand.TryGetValue(demand, out var known) ? known : GetOrAddClass(demand);

    public void AddClass(SchedulingClass scheduling)
    {
        lock (_classesLock)
        {
            _classes = [.. _classes, scheduling];
        }

        // Another thread may have found the class and queued work in it before it was listed.
        Pump();
    }

    public void Enqueue(IReadyWork work)
    {
        var scheduling = work.Class;
        if (scheduling.Ready.IsEmpty && _resuming.IsEmpty && _stopped is null && TryTake(scheduling, out var grant))
        {
            work.Granted(grant);
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
            return;
        }

        scheduling.Ready.Enqueue(work);
        Interlocked.MemoryBarrier();
        if (_stopped is not null)
        {
            AbortWaiting();
        }
        else if (ledger.FreeCpuUnits >= scheduling.CpuUnits)
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
                    next.Granted(grant);
                    return next;
                }
            }
        }

        Release(scheduling, grant, holdsCpu);
        return null;
    }

    public void Release(SchedulingClass scheduling, ResourceGrant? grant, bool withCpu)
    {
        ledger.Return(scheduling.Demand, grant, withCpu && !scheduling.IsCpuOnly);
        if (withCpu && scheduling.IsCpuOnly)
        {
            ledger.ReturnCpu(scheduling.CpuUnits);
        }

        PumpIfWaiting();
    }

    public void ReleaseCpu(long units)
    {
        ledger.ReturnCpu(units);
        PumpIfWaiting();
    }

    /// <summary>Takes a waiting task's CPU again, now or when it is free.</summary>
    public void AcquireCpu(CpuLease lease)
    {
        if (_resuming.IsEmpty && ledger.TryTakeCpuAgain(lease.Units))
        {
            lease.OnGranted();
            return;
        }

        _resuming.Enqueue(lease);
        Pump();
    }

    /// <summary>Ends the work that waits for resources, now and from now on. What runs goes on to its end.</summary>
    public void Stop(Exception reason)
    {
        _stopped = reason;
        Interlocked.MemoryBarrier();
        AbortWaiting();
    }

    private void AbortWaiting()
    {
        foreach (var scheduling in _classes)
        {
            while (scheduling.Ready.TryDequeue(out var work))
            {
                work.Abort(_stopped!);
            }
        }
    }

    private SchedulingClass GetOrAddClass(ResourceSet demand)
    {
        var added = new SchedulingClass(this, demand);
        var known = _byDemand.GetOrAdd(demand, added);
        if (ReferenceEquals(known, added))
        {
            AddClass(added);
        }

        return known;
    }

    private bool TryTake(SchedulingClass scheduling, out ResourceGrant? grant)
    {
        if (scheduling.IsCpuOnly)
        {
            grant = null;
            return ledger.TryTakeCpu(scheduling.CpuUnits);
        }

        return ledger.TryTake(scheduling.Demand, out grant);
    }

    private bool OthersWait(SchedulingClass own)
    {
        if (!_resuming.IsEmpty)
        {
            return true;
        }

        foreach (var scheduling in _classes)
        {
            if (!ReferenceEquals(scheduling, own) && !scheduling.Ready.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    private void PumpIfWaiting()
    {
        Interlocked.MemoryBarrier();
        if (!_resuming.IsEmpty)
        {
            Pump();
            return;
        }

        foreach (var scheduling in _classes)
        {
            if (!scheduling.Ready.IsEmpty)
            {
                Pump();
                return;
            }
        }
    }

    /// <summary>Starts what fits. One thread pumps at a time; a request that comes meanwhile makes it look once more.</summary>
    private void Pump()
    {
        if (Interlocked.Increment(ref _pumpRequests) != 1)
        {
            return;
        }

        int seen;
        do
        {
            seen = Volatile.Read(ref _pumpRequests);
            Resume();
            while (StartNext())
            {
            }
        }
        while (Interlocked.CompareExchange(ref _pumpRequests, 0, seen) != seen);
    }

    private void Resume()
    {
        while (_resuming.TryPeek(out var lease) && ledger.TryTakeCpuAgain(lease.Units))
        {
            _resuming.TryDequeue(out _);
            lease.OnGranted();
        }
    }

    /// <summary>Starts one of the next class in turn that has work for which there is room.</summary>
    private bool StartNext()
    {
        var classes = _classes;
        for (var i = 0; i < classes.Length; i++)
        {
            var index = (_turn + i) % classes.Length;
            if (TryStart(classes[index]))
            {
                _turn = index + 1;
                return true;
            }
        }

        return false;
    }

    private bool TryStart(SchedulingClass scheduling)
    {
        while (!scheduling.Ready.IsEmpty && TryTake(scheduling, out var grant))
        {
            if (scheduling.Ready.TryDequeue(out var work) && !work.IsAbandoned)
            {
                work.Granted(grant);
                ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
                return true;
            }

            // Whoever queued work meanwhile found these taken and did not pump: look at all classes once more.
            ledger.Return(scheduling.Demand, grant, withCpu: true);
            Interlocked.Increment(ref _pumpRequests);
        }

        return false;
    }
}
