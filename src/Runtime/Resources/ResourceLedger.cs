using System.Globalization;

namespace Orleans.Ray.Resources;

/// <summary>
/// What a node has and what of it is free. Nothing is given out twice, and what was taken in one piece comes back in one piece.
/// </summary>
/// <remarks>
/// CPU is one atomic word, since most work asks for nothing else; the rest is behind a lock. A mixed demand takes CPU last and under
/// the lock, so that it is all or nothing.
/// </remarks>
internal sealed class ResourceLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _free = new(StringComparer.Ordinal);
    private readonly GpuPool _gpus;
    private long _cpu;
    private long _actorCpu;

    public ResourceLedger(ResourceSet totals)
    {
        Totals = totals;
        _cpu = totals.UnitsOf(ResourceSet.Cpu);
        _gpus = new GpuPool((int)(totals.UnitsOf(ResourceSet.Gpu) / ResourceSet.UnitsPerOne));
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

    /// <summary>The resource that the node's totals lack for this demand, in words; null where they suffice.</summary>
    public string? WhyInfeasible(ResourceSet demand)
    {
        var lacking = demand.Names
            .Where(name => demand.UnitsOf(name) > Totals.UnitsOf(name))
            .Order(StringComparer.Ordinal)
            .Select(name => string.Create(CultureInfo.InvariantCulture, $"{demand[name] - Totals[name]} more {name}"))
            .ToArray();
        return lacking.Length == 0 ? null : string.Join(" and ", lacking);
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
    /// Takes a CPU for work that gave it back to wait. It may owe what actors hold: a task that waits for an actor which it created with its
    /// own CPU could otherwise never go on, nor let the actor go. New work finds nothing free until the debt is paid.
    /// </summary>
    public bool TryTakeCpuAgain(long units)
    {
        var free = Volatile.Read(ref _cpu);
        while (free + Volatile.Read(ref _actorCpu) >= units)
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

    /// <summary>An actor holds that much CPU of what was taken, for as long as it lives.</summary>
    public void ActorTook(long units) => Interlocked.Add(ref _actorCpu, units);

    public void ActorReturned(long units) => Interlocked.Add(ref _actorCpu, -units);

    public void ReturnCpu(long units) => Interlocked.Add(ref _cpu, units);

    /// <summary>Takes all of a demand, or nothing.</summary>
    public bool TryTake(ResourceSet demand, out ResourceGrant? grant)
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

            if (demand.UnitsOf(ResourceSet.Gpu) is > 0 and var gpus)
            {
                grant = _gpus.TryTake(gpus);
                if (grant is null)
                {
                    return false;
                }
            }

            if (!TryTakeCpu(demand.UnitsOf(ResourceSet.Cpu)))
            {
                if (grant is not null)
                {
                    _gpus.Return(grant);
                    grant = null;
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

            grant ??= ResourceGrant.WithoutGpus;
            return true;
        }
    }

    /// <summary>Returns a demand; its CPU only where it was not given back before.</summary>
    public void Return(ResourceSet demand, ResourceGrant? grant, bool withCpu)
    {
        if (grant is not null)
        {
            lock (_lock)
            {
                _gpus.Return(grant);
                foreach (var name in demand.Names)
                {
                    if (name is not (ResourceSet.Cpu or ResourceSet.Gpu))
                    {
                        _free[name] += demand.UnitsOf(name);
                    }
                }
            }
        }

        if (withCpu)
        {
            ReturnCpu(demand.UnitsOf(ResourceSet.Cpu));
        }
    }
}
