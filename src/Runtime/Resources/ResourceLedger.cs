using System.Diagnostics.CodeAnalysis;
using Orleans.Ray.PlacementGroups;

namespace Orleans.Ray.Resources;

/// <summary>
/// What a node has and what of it is free; or what a bundle of a placement group has, and what of that is free. Nothing is given out twice,
/// and what was taken in one piece comes back in one piece.
/// </summary>
/// <remarks>
/// <para>
/// CPU is one atomic word, since most work asks for nothing else; the rest is behind a lock. A mixed demand takes CPU last and under
/// the lock, so that it is all or nothing.
/// </para>
/// <para>
/// A bundle's totals are taken from the node's ledger in one piece. When its group is removed the bundle's ledger is closed
/// (<see cref="PassOn"/>): what is free in it goes back to the node's at once, and what is still out when it is returned. The word of a closed
/// ledger is zero but for moments: whoever adds to it empties it.
/// </para>
/// </remarks>
internal sealed class ResourceLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _free = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _committed = new(StringComparer.Ordinal);
    private readonly GpuPool _gpus;
    private readonly GroupState? _group;
    private readonly ResourceGrant _withoutGpus;
    private ResourceLedger? _heir;
    private long _cpu;
    private long _committedCpu;

    public ResourceLedger(ResourceSet totals)
        : this(totals, new GpuPool((int)(totals.UnitsOf(ResourceSet.Gpu) / ResourceSet.UnitsPerOne)), null)
    {
    }

    /// <summary>The ledger of a bundle.</summary>
    /// <param name="totals">What the bundle reserves.</param>
    /// <param name="reserved">What the node's ledger gave for it.</param>
    /// <param name="group">The bundle's group.</param>
    public ResourceLedger(ResourceSet totals, ResourceGrant reserved, GroupState group)
        : this(totals, new GpuPool(reserved.GpuIds, reserved.GpuUnitsPerDevice), group)
    {
    }

    private ResourceLedger(ResourceSet totals, GpuPool gpus, GroupState? group)
    {
        Totals = totals;
        _gpus = gpus;
        _group = group;
        _withoutGpus = new ResourceGrant(this, [], 0);
        _cpu = totals.UnitsOf(ResourceSet.Cpu);
        foreach (var name in totals.Names)
        {
            if (name is not (ResourceSet.Cpu or ResourceSet.Gpu))
            {
                _free[name] = totals.UnitsOf(name);
            }
        }
    }

    public ResourceSet Totals { get; }

    public long FreeCpuUnits => Math.Max(Volatile.Read(ref _cpu), 0);

    public ResourceSet Available()
    {
        lock (_lock)
        {
            return ResourceSet.FromUnits([.. _free, new(ResourceSet.Gpu, _gpus.FreeUnits), new(ResourceSet.Cpu, FreeCpuUnits)]);
        }
    }

    /// <summary>The resource that the totals lack for this demand, in words; null where they suffice.</summary>
    public string? WhyInfeasible(ResourceSet demand) => Totals.Lacking(demand);

    /// <summary>The names of what is not free now for this demand.</summary>
    public string[] Lacking(ResourceSet demand)
    {
        lock (_lock)
        {
            return [.. demand.Names.Where(name => !HasNeedsLock(name, demand.UnitsOf(name))).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Whether the demand will fit when all tasks have ended, whatever actors and placement groups go on holding.</summary>
    public bool IsAttainable(ResourceSet demand)
    {
        lock (_lock)
        {
            return demand.Names.All(name => Totals.UnitsOf(name) - CommittedNeedsLock(name) >= demand.UnitsOf(name));
        }
    }

    /// <summary>Whether one demand can be taken without taking from what the other one needs.</summary>
    public bool LeavesRoom(ResourceSet taken, ResourceSet needed)
    {
        lock (_lock)
        {
            foreach (var name in taken.Names)
            {
                if (needed.UnitsOf(name) is not (> 0 and var other))
                {
                    continue;
                }

                var fits = name switch
                {
                    ResourceSet.Cpu => Volatile.Read(ref _cpu) - taken.UnitsOf(name) >= other,
                    ResourceSet.Gpu => LeavesGpusNeedsLock(taken.UnitsOf(name), other),
                    _ => _free.GetValueOrDefault(name) - taken.UnitsOf(name) >= other,
                };
                if (!fits)
                {
                    return false;
                }
            }

            return true;
        }
    }

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

    /// <summary>An actor or a placement group holds that much of what was taken, for as long as it lives.</summary>
    public void Commit(ResourceSet demand) => Commit(demand, 1);

    public void Uncommit(ResourceSet demand) => Commit(demand, -1);

    public void ReturnCpu(long units)
    {
        Interlocked.Add(ref _cpu, units);
        PassOnCpu();
    }

    /// <summary>Takes all of a demand, or nothing.</summary>
    public bool TryTake(ResourceSet demand, [NotNullWhen(true)] out ResourceGrant? grant)
    {
        lock (_lock)
        {
            grant = null;
            foreach (var name in demand.Names)
            {
                if (name is not (ResourceSet.Cpu or ResourceSet.Gpu) && _free.GetValueOrDefault(name) < demand.UnitsOf(name))
                {
                    return false;
                }
            }

            (int[] Ids, long UnitsPerDevice)? devices = null;
            if (demand.UnitsOf(ResourceSet.Gpu) is > 0 and var gpus)
            {
                devices = _gpus.TryTake(gpus);
                if (devices is null)
                {
                    return false;
                }
            }

            if (_heir is not null || !TryTakeCpu(demand.UnitsOf(ResourceSet.Cpu)))
            {
                if (devices is { } untaken)
                {
                    _gpus.Return(untaken.Ids, untaken.UnitsPerDevice);
                }

                return false;
            }

            foreach (var name in demand.Names)
            {
                if (name is not (ResourceSet.Cpu or ResourceSet.Gpu))
                {
                    _free[name] -= demand.UnitsOf(name);
                }
            }

            grant = devices is { } taken ? new ResourceGrant(this, taken.Ids, taken.UnitsPerDevice) { Group = _group }
                : _group is null ? _withoutGpus
                : new ResourceGrant(this, [], 0) { Group = _group };
            return true;
        }
    }

    /// <summary>Takes all of several demands, or nothing.</summary>
    public bool TryTakeAll(ResourceSet[] demands, [NotNullWhen(true)] out ResourceGrant[]? grants)
    {
        lock (_lock)
        {
            var taken = new ResourceGrant[demands.Length];
            for (var i = 0; i < demands.Length; i++)
            {
                if (!TryTake(demands[i], out var grant))
                {
                    while (--i >= 0)
                    {
                        Return(demands[i], taken[i], withCpu: true);
                    }

                    grants = null;
                    return false;
                }

                taken[i] = grant;
            }

            grants = taken;
            return true;
        }
    }

    /// <summary>Returns a demand; its CPU only where it was not given back before.</summary>
    /// <param name="demand">What was asked for.</param>
    /// <param name="grant">What <see cref="TryTake"/> of this ledger gave for it; null where only <see cref="TryTakeCpu"/> did.</param>
    /// <param name="withCpu">Whether the CPU is among what is returned.</param>
    public void Return(ResourceSet demand, ResourceGrant? grant, bool withCpu)
    {
        if (grant is not null)
        {
            lock (_lock)
            {
                _gpus.Return(grant.GpuIds, grant.GpuUnitsPerDevice);
                foreach (var name in demand.Names)
                {
                    if (name is not (ResourceSet.Cpu or ResourceSet.Gpu))
                    {
                        _free[name] += demand.UnitsOf(name);
                    }
                }

                PassOnNeedsLock();
            }
        }

        if (withCpu)
        {
            ReturnCpu(demand.UnitsOf(ResourceSet.Cpu));
        }
    }

    /// <summary>Closes the ledger: nothing is given out any more, and what is free or will be returned goes to the other one.</summary>
    public void PassOn(ResourceLedger heir)
    {
        lock (_lock)
        {
            Volatile.Write(ref _heir, heir);
            PassOnNeedsLock();
        }

        Interlocked.MemoryBarrier();
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

    private void PassOnNeedsLock()
    {
        if (_heir is not { } heir)
        {
            return;
        }

        // The locks are taken from a bundle's to its node's, never the other way.
        lock (heir._lock)
        {
            foreach (var (id, units) in _gpus.Drain())
            {
                heir._gpus.Return([id], units);
            }

            foreach (var (name, units) in _free)
            {
                heir._free[name] += units;
            }
        }

        foreach (var name in _free.Keys.ToArray())
        {
            _free[name] = 0;
        }
    }

    private void Commit(ResourceSet demand, int sign)
    {
        Interlocked.Add(ref _committedCpu, sign * demand.UnitsOf(ResourceSet.Cpu));
        lock (_lock)
        {
            foreach (var name in demand.Names)
            {
                if (name != ResourceSet.Cpu)
                {
                    _committed[name] = _committed.GetValueOrDefault(name) + (sign * demand.UnitsOf(name));
                }
            }
        }
    }

    private long CommittedNeedsLock(string name) => name == ResourceSet.Cpu ? Volatile.Read(ref _committedCpu) : _committed.GetValueOrDefault(name);

    private bool HasNeedsLock(string name, long units) => name switch
    {
        ResourceSet.Cpu => Volatile.Read(ref _cpu) >= units,
        ResourceSet.Gpu => _gpus.HasRoom(units),
        _ => _free.GetValueOrDefault(name) >= units,
    };

    private bool LeavesGpusNeedsLock(long taken, long needed)
    {
        if (!_gpus.HasRoom(needed) || _gpus.TryTake(taken) is not { } devices)
        {
            return false;
        }

        var room = _gpus.HasRoom(needed);
        _gpus.Return(devices.Ids, devices.UnitsPerDevice);
        return room;
    }
}
