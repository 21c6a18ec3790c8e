using Orleans.Ray.Resources;
using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Tasks;

/// <summary>
/// The CPU of one task or actor that has waited at least once. It is held, or given back to the node, or being taken again.
/// </summary>
/// <remarks>
/// Whatever waits gives the CPU back if it is held. The last of the work's branches that resumes takes it again before it runs; the others
/// run without, since a CPU that is held could be the one that what they wait for needs. The ledger never counts a CPU twice. When the work ends, <see cref="Close"/> tells whether the CPU is among what must be released.
/// </remarks>
internal sealed class CpuLease(LocalScheduler scheduler, ResourceLedger ledger, long units)
{
    private readonly Lock _lock = new();
    private List<IResumable>? _resuming;
    private int _waits;
    private bool _held = true;
    private bool _acquiring;
    private bool _closed;

    /// <summary>The lease of work that has ended: waiting gives nothing back.</summary>
    public static CpuLease Closed { get; } = new(null!, null!, 0) { _closed = true, _held = false };

    public long Units => units;

    /// <summary>Whose CPU it is: the node's, or that of a bundle.</summary>
    public ResourceLedger Ledger => ledger;

    public void BeginWait()
    {
        lock (_lock)
        {
            _waits++;
            if (!_held || _closed)
            {
                return;
            }

            _held = false;
        }

        scheduler.ReleaseCpu(ledger, units);
    }

    /// <summary>Resumes the item as soon as the CPU is held again.</summary>
    public void EndWait(IResumable item)
    {
        var acquire = false;
        lock (_lock)
        {
            // While another branch still waits this one goes on without the CPU: held, it could keep what the other waits for from running.
            if (--_waits == 0 && !_held && !_closed)
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
        bool keep;
        lock (_lock)
        {
            _acquiring = false;
            // A branch that began to wait meanwhile may wait for what needs this CPU.
            keep = !_closed && _waits == 0;
            _held = keep;
            items = _resuming;
            _resuming = null;
        }

        if (!keep)
        {
            scheduler.ReleaseCpu(ledger, units);
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
