namespace Orleans.Runtime;

/// <summary>
/// The local activations of one stateless worker. A message goes to an idle worker, else to a new one, else to the one
/// with the least to do. Workers that stay idle over some inspections are removed, all but one.
/// </summary>
/// <remarks>
/// Open: takes messages. Closed, for ever: its last worker has ended and the catalog has it no longer; a message that had
/// already found it is sent on, and finds the next pool. A worker leaves under the lock that hands out messages, so that
/// none goes to a worker that has left.
/// </remarks>
internal sealed class StatelessWorkerPool(
    ActivationShared shared,
    Catalog catalog,
    GrainId grainId,
    StatelessWorkerPlacement placement,
    StatelessWorkerOptions options,
    Func<StatelessWorkerPool, Activation> create) : LocalGrain, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _workers = [];
    private readonly Dictionary<Activation, int> _idleInspections = [];
    private readonly bool _removesIdleWorkers = placement.RemoveIdleWorkers && options.RemoveIdleWorkers;
    private ITimer? _inspector;
    private bool _isClosed;

    public override GrainId GrainId => grainId;

    public Activation[] Workers
    {
        get
        {
            lock (_gate)
            {
                return [.. _workers];
            }
        }
    }

    public override void Receive(Message message)
    {
        if (message.Direction == MessageDirection.Cancel)
        {
            Cancel(message);
            return;
        }

        lock (_gate)
        {
            if (!_isClosed)
            {
                Activation? created = null;
                var worker = LeastLoaded();
                if (worker is null || (worker.Load > 0 && _workers.Count < placement.MaxLocal))
                {
                    worker = created = create(this);
                    _workers.Add(worker);
                    Inspect();
                }

                _idleInspections.Remove(worker);
                created?.Activate(message.RequestContext);
                worker.Receive(message);
                return;
            }
        }

        shared.Runtime.Redeliver(message);
    }

    public void Remove(Activation worker)
    {
        lock (_gate)
        {
            _idleInspections.Remove(worker);
            if (!_workers.Remove(worker) || _workers.Count > 0)
            {
                return;
            }

            _isClosed = true;
            _inspector?.Dispose();
            catalog.Remove(this);
        }
    }

    public void Dispose() => _inspector?.Dispose();

    private void Cancel(Message message)
    {
        var workers = Workers;
        if (workers.Length == 0)
        {
            shared.Cancellations.Hold(message);
            return;
        }

        var attempt = new CancelAttempt(message, workers.Length, shared.Cancellations);
        foreach (var worker in workers)
        {
            worker.Cancel(attempt);
        }
    }

    private Activation? LeastLoaded()
    {
        Activation? best = null;
        foreach (var worker in _workers)
        {
            if (best is null || worker.Load < best.Load)
            {
                best = worker;
            }
        }

        return best;
    }

    private void Inspect()
    {
        if (_removesIdleWorkers && _workers.Count == 2)
        {
            _inspector ??= shared.Time.CreateTimer(static state => ((StatelessWorkerPool)state!).RemoveIdleWorkers(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _inspector.Change(options.IdleWorkersInspectionPeriod, options.IdleWorkersInspectionPeriod);
        }
    }

    private void RemoveIdleWorkers()
    {
        List<Activation> surplus = [];
        lock (_gate)
        {
            // One worker stays until idle collection finds it.
            foreach (var worker in _workers)
            {
                if (worker.Load > 0 || !worker.IsValid)
                {
                    _idleInspections.Remove(worker);
                }
                else if (_workers.Count - surplus.Count > 1)
                {
                    var inspections = _idleInspections.GetValueOrDefault(worker);
                    if (inspections >= options.MinIdleCyclesBeforeRemoval)
                    {
                        surplus.Add(worker);
                    }
                    else
                    {
                        _idleInspections[worker] = inspections + 1;
                    }
                }
            }

            foreach (var worker in surplus)
            {
                _workers.Remove(worker);
                _idleInspections.Remove(worker);
            }

            if (_workers.Count <= 1)
            {
                _inspector?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var worker in surplus)
        {
            worker.Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "This stateless worker had nothing to do."));
        }
    }
}
