namespace Orleans.Ray.Resources;

/// <summary>
/// The GPUs of one node, device by device. A fraction shares one device, the fullest that has room, so that whole devices stay
/// whole; a whole number takes devices that nothing else uses. Not thread-safe: the ledger's lock guards it.
/// </summary>
internal sealed class GpuPool
{
    private readonly long[] _free;

    public GpuPool(int devices)
    {
        _free = new long[devices];
        Array.Fill(_free, ResourceSet.UnitsPerOne);
    }

    public long FreeUnits => _free.Sum();

    public ResourceGrant? TryTake(long units)
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
            return new ResourceGrant([best], units);
        }

        var count = (int)(units / ResourceSet.UnitsPerOne);
        var devices = new int[count];
        var found = 0;
        for (var device = 0; device < _free.Length && found < count; device++)
        {
            if (_free[device] == ResourceSet.UnitsPerOne)
            {
                devices[found++] = device;
            }
        }

        if (found < count)
        {
            return null;
        }

        foreach (var device in devices)
        {
            _free[device] = 0;
        }

        return new ResourceGrant(devices, ResourceSet.UnitsPerOne);
    }

    public void Return(ResourceGrant grant)
    {
        foreach (var device in grant.GpuIds)
        {
            _free[device] += grant.GpuUnitsPerDevice;
        }
    }
}
