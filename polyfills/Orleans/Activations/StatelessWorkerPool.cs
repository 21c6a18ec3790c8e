namespace Orleans.Runtime;

/// <summary>
/// The local activations of one stateless worker. A message goes to an idle worker, else to a new one, else to the one
/// with the least to do. Workers that stayed idle from one inspection to the next are removed.
/// </summary>
internal sealed class StatelessWorkerPool : LocalGrain, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _workers = [];
    private readonly HashSet<Activation> _idleBefore = [];
    private readonly Func<StatelessWorkerPool, Activation> _create;
    private readonly int _max;
    private readonly ITimer? _inspector;

    public StatelessWorkerPool(GrainId grainId, StatelessWorkerPlacement placement, StatelessWorkerOptions options, TimeProvider time, Func<StatelessWorkerPool, Activation> create)
    {
        GrainId = grainId;
        _create = create;
        _max = placement.MaxLocal;
        if (placement.RemoveIdleWorkers && options.RemoveIdleWorkers)
        {
            _inspector = time.CreateTimer(static state => ((StatelessWorkerPool)state!).RemoveIdleWorkers(), this, options.IdleWorkersInspectionPeriod, options.IdleWorkersInspectionPeriod);
        }
    }

    public override GrainId GrainId { get; }

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
        Activation? created = null;
        Activation worker;
        lock (_gate)
        {
            var best = LeastLoaded();
            if (best is null || (best.Load > 0 && _workers.Count < _max))
            {
                best = created = _create(this);
                _workers.Add(best);
            }

            worker = best;
            _idleBefore.Remove(worker);
            created?.Activate(message.RequestContext);
            worker.Receive(message);
        }
    }

    public void Remove(Activation worker)
    {
        lock (_gate)
        {
            _workers.Remove(worker);
            _idleBefore.Remove(worker);
        }
    }

    public void Dispose() => _inspector?.Dispose();

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

    private void RemoveIdleWorkers()
    {
        List<Activation> surplus = [];
        lock (_gate)
        {
            // One worker stays until idle collection finds it.
            foreach (var worker in _workers)
            {
                if (worker.Load == 0 && worker.IsValid && _workers.Count - surplus.Count > 1 && !_idleBefore.Add(worker))
                {
                    surplus.Add(worker);
                }
            }

            foreach (var worker in surplus)
            {
                _workers.Remove(worker);
                _idleBefore.Remove(worker);
            }
        }

        foreach (var worker in surplus)
        {
            worker.Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "This stateless worker had nothing to do."));
        }
    }
}
