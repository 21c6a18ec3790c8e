using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Tasks;

/// <summary>
/// The CPU of one task or actor that has waited at least once. It is held, or given back to the node, or being taken again.
/// </summary>
/// <remarks>
/// Whatever waits gives the CPU back if it is held; whatever resumes runs at once if it is held, and else when the node grants it
/// again. A task that has several branches may therefore run one of them while another waits without a CPU; the ledger still never
/// counts a CPU twice. When the work ends, <see cref="Close"/> tells whether the CPU is among what must be released.
/// </remarks>
internal sealed class CpuLease(LocalScheduler scheduler, long units)
{
    private readonly Lock _lock = new();
    private List<IResumable>? _resuming;
    private bool _held = true;
    private bool _acquiring;
    private bool _closed;

    public long Units => units;

    public void BeginWait()
    {
        lock (_lock)
        {
            if (!_held || _closed)
            {
                return;
            }

            _held = false;
        }

        scheduler.ReleaseCpu(units);
    }

    /// <summary>Resumes the item as soon as the CPU is held again.</summary>
    public void EndWait(IResumable item)
    {
        var acquire = false;
        lock (_lock)
        {
            if (!_held && !_closed)
            {
                (_resuming ??= []).Add(item);
                acquire = !_acquiring;
                _acquiring = true;
                item = null!;
            }
        }

        if (item is not null)
        {
            item.Resume();
        }
        else if (acquire)
        {
            scheduler.AcquireCpu(this);
        }
    }

    public void OnGranted()
    {
        List<IResumable>? items;
        bool closed;
        lock (_lock)
        {
            _acquiring = false;
            closed = _closed;
            _held = !closed;
            items = _resuming;
            _resuming = null;
        }

        if (closed)
        {
            scheduler.ReleaseCpu(units);
        }

        foreach (var item in items ?? [])
        {
            item.Resume();
        }
    }

    /// <summary>Ends the lease; true where the CPU was held and is now the caller's to release.</summary>
    public bool Close()
    {
        lock (_lock)
        {
            _closed = true;
            var held = _held;
            _held = false;
            return held;
        }
    }
}
