using Orleans.Ray.Resources;

namespace Orleans.Ray.Scheduling;

/// <summary>Who goes next. One thread pumps at a time, and all that is here is its own.</summary>
internal sealed partial class LocalScheduler
{
    // So many classes in which nothing waits stay listed, so that a class that is now empty, now not, costs nothing.
    private const int MaxIdleListed = 8;

    private readonly List<JobQueue> _jobs = [];
    private readonly List<IClaimant> _passedOver = [];
    private readonly Func<ResourceLedger, bool> _isBlocked;
    private int _pumpRequests;
    private double _virtualTime;
    private int _look;
    private int _sweepIn;

    /// <summary>Starts what fits. A request that comes while another thread pumps makes that one look once more.</summary>
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
            UnlistIdle();
            ListArrivals();
            AbortIfStopped();
            do
            {
                Resume();
            }
            while (StartNext());
        }
        while (Interlocked.CompareExchange(ref _pumpRequests, 0, seen) != seen);
    }

    private void ListArrivals()
    {
        if (_arrivals.IsEmpty)
        {
            return;
        }

        List<SchedulingClass> listed = [.. _listed];
        while (_arrivals.TryDequeue(out var scheduling))
        {
            scheduling.AbortRefused();
            if (scheduling.Queue.Levels.Count == 0)
            {
                _jobs.Add(scheduling.Queue);
            }

            scheduling.Queue.List(scheduling);
            listed.Add(scheduling);
        }

        _listed = [.. listed];
    }

    // What is queued from then on is refused where it is queued.
    private void AbortIfStopped()
    {
        if (_stopped is not null)
        {
            Array.ForEach(_listed, static scheduling => scheduling.AbortRefused());
        }
    }

    private void UnlistIdle()
    {
        // A sweep costs as much as there are classes, so it comes once in as many pumps.
        if (_listed.Length <= MaxIdleListed || --_sweepIn > 0)
        {
            return;
        }

        var kept = new List<SchedulingClass>(_listed.Length);
        foreach (var scheduling in _listed)
        {
            if (!scheduling.Ready.IsEmpty || !scheduling.TryUnlist())
            {
                kept.Add(scheduling);
                continue;
            }

            scheduling.Queue.Unlist(scheduling);
            if (scheduling.Queue.Levels.Count == 0)
            {
                _jobs.Remove(scheduling.Queue);
            }
        }

        _listed = [.. kept];
        _sweepIn = _listed.Length;
    }

    private void Resume()
    {
        while (!_resuming.IsEmpty && _resuming.TryResume(_isBlocked) is { } lease)
        {
            StartedCount++;
            _reservation.OnResumed();
            lease.OnGranted();
        }
    }

    private bool StartNext()
    {
        _passedOver.Clear();
        if (!_claims.IsEmpty && PlaceNext())
        {
            return true;
        }

        // First the one that resources are kept for, whoever's turn it is.
        if (_reservation.Holder is SchedulingClass holder && TryStart(holder))
        {
            return true;
        }

        _look++;
        while (NextJob() is { } job)
        {
            job.TriedIn = _look;
            if (TryStartOneOf(job))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The job that is furthest behind, of those that this look has not tried.</summary>
    private JobQueue? NextJob()
    {
        JobQueue? next = null;
        foreach (var job in _jobs)
        {
            if (job.TriedIn != _look && (next is null || job.Pass < next.Pass))
            {
                next = job;
            }
        }

        return next;
    }

    private bool TryStartOneOf(JobQueue job)
    {
        foreach (var level in job.Levels)
        {
            for (var i = 0; i < level.Classes.Count; i++)
            {
                if (TryStart(level.AfterTurn(i)))
                {
                    level.Advance(i);
                    return true;
                }
            }
        }

        return false;
    }

    private bool PlaceNext()
    {
        foreach (var group in _claims.ToArray())
        {
            if (!_reservation.Blocks(group) && group.TryPlace())
            {
                _claims.Remove(group);
                OnStarted(group);

                // Tasks that were submitted to it wait in classes that are looked at next.
                return true;
            }

            _passedOver.Add(group);
        }

        return false;
    }

    private bool TryStart(SchedulingClass scheduling)
    {
        if (scheduling.Ready.IsEmpty)
        {
            return false;
        }

        if (_reservation.Blocks(scheduling))
        {
            return false;
        }

        while (!scheduling.Ready.IsEmpty)
        {
            if (!scheduling.TryTake(out var grant))
            {
                _passedOver.Add(scheduling);
                return false;
            }

            if (scheduling.Ready.TryDequeue(out var work) && !work.IsAbandoned)
            {
                _virtualTime = scheduling.Queue.Charge(scheduling, _virtualTime);
                OnStarted(scheduling);
                scheduling.Grant(work, grant);
                ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
                return true;
            }

            // Whoever queued work meanwhile found these taken and did not pump: look at all classes once more.
            scheduling.Return(grant, withCpu: true);
            Interlocked.Increment(ref _pumpRequests);
        }

        return false;
    }

    private void OnStarted(IClaimant started)
    {
        StartedCount++;
        _reservation.OnStarted(started);
        foreach (var passed in _passedOver)
        {
            if (ReferenceEquals(passed.Pool, started.Pool))
            {
                _reservation.OnPassedOver(passed, started.Demand);
            }
        }
    }
}
