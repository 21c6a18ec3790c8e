namespace Orleans.Ray.Resources;

/// <summary>
/// Some GPUs, device by device: those of a node, or what a bundle holds of them. A fraction shares one device, the fullest that has room,
/// so that whole devices stay whole; a whole number takes devices that nothing else uses. Not thread-safe: the ledger's lock guards it.
/// </summary>
internal sealed class GpuPool
{
    private readonly int[] _ids;
    private readonly long[] _free;

    public GpuPool(int devices)
        : this([.. Enumerable.Range(0, devices)], ResourceSet.UnitsPerOne)
    {
    }

    public GpuPool(IReadOnlyList<int> ids, long unitsPerDevice)
    {
        _ids = [.. ids];
        _free = new long[_ids.Length];
        Array.Fill(_free, unitsPerDevice);
    }

    public long FreeUnits => _free.Sum();

    public bool HasRoom(long units) => units < ResourceSet.UnitsPerOne
        ? _free.Any(free => free >= units)
        : _free.Count(static free => free == ResourceSet.UnitsPerOne) >= units / ResourceSet.UnitsPerOne;

    /// <summary>The ids of the devices and the units of each; null where there is no room.</summary>
    public (int[] Ids, long UnitsPerDevice)? TryTake(long units)
    {
        if (units < ResourceSet.UnitsPerOne)
        {
            var best = -1;
            for (var device = 0; device < _free.Length; device++)
            {
                if (_free[device] >= units && (best < 0 || _free[device] < _free[best]))
                {
                    best = device;
                }
            }

            if (best < 0)
            {
                return null;
            }

            _free[best] -= units;
            return ([_ids[best]], units);
        }

        if (!HasRoom(units))
        {
            return null;
        }

        var taken = new int[(int)(units / ResourceSet.UnitsPerOne)];
        var found = 0;
        for (var device = 0; device < _free.Length && found < taken.Length; device++)
        {
            if (_free[device] == ResourceSet.UnitsPerOne)
            {
                _free[device] = 0;
                taken[found++] = _ids[device];
            }
        }

        return (taken, ResourceSet.UnitsPerOne);
    }

    public void Return(IReadOnlyList<int> ids, long unitsPerDevice)
    {
        foreach (var id in ids)
        {
            _free[Array.IndexOf(_ids, id)] += unitsPerDevice;
        }
    }

    /// <summary>Takes out what is free, device by device.</summary>
    public IEnumerable<(int Id, long Units)> Drain()
    {
        for (var device = 0; device < _free.Length; device++)
        {
            if (_free[device] is > 0 and var units)
            {
                _free[device] = 0;
                yield return (_ids[device], units);
            }
        }
    }
}
