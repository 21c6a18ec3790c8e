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
internal sealed partial class ResourceLedger
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

    /// <summary>An actor or a placement group holds that much of what was taken, for as long as it lives.</summary>
    public void Commit(ResourceSet demand) => Commit(demand, 1);

    public void Uncommit(ResourceSet demand) => Commit(demand, -1);

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
}
