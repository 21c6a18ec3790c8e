namespace Orleans.Ray.Resources;

/// <summary>What is free, and what could be.</summary>
internal sealed partial class ResourceLedger
{
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
