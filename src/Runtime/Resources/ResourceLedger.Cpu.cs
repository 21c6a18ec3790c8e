namespace Orleans.Ray.Resources;

/// <summary>CPU, which most work asks for alone: one word, without the lock.</summary>
internal sealed partial class ResourceLedger
{
    public long FreeCpuUnits => Math.Max(Volatile.Read(ref _cpu), 0);

    public bool TryTakeCpu(long units)
    {
        // What asks for none gets none, also where CPU is owed.
        var free = Volatile.Read(ref _cpu);
        while (free >= units || units == 0)
        {
            var seen = Interlocked.CompareExchange(ref _cpu, free - units, free);
            if (seen == free)
            {
                return true;
            }

            free = seen;
        }

        return false;
    }

    /// <summary>
    /// Takes a CPU for work that gave it back to wait. It may owe what actors and placement groups hold: a task that waits for an actor which it
    /// created with its own CPU could otherwise never go on, nor let the actor go. New work finds nothing free until the debt is paid.
    /// </summary>
    public bool TryTakeCpuAgain(long units)
    {
        if (Volatile.Read(ref _heir) is { } heir)
        {
            return heir.TryTakeCpuAgain(units);
        }

        var free = Volatile.Read(ref _cpu);
        while (free + Volatile.Read(ref _committedCpu) >= units)
        {
            var seen = Interlocked.CompareExchange(ref _cpu, free - units, free);
            if (seen == free)
            {
                PassOnCpu();
                return true;
            }

            free = seen;
        }

        return false;
    }

    public void ReturnCpu(long units)
    {
        Interlocked.Add(ref _cpu, units);
        PassOnCpu();
    }

    private void PassOnCpu()
    {
        // May be negative for a moment: a task that resumed on credit just before the ledger was closed owes the heir.
        if (Volatile.Read(ref _heir) is { } heir && Interlocked.Exchange(ref _cpu, 0) is not 0 and var units)
        {
            heir.ReturnCpu(units);
        }
    }
}
