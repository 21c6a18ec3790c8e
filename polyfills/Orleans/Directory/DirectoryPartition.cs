namespace Orleans.Runtime;

/// <summary>The directory entries that this silo owns.</summary>
internal sealed class DirectoryPartition(Func<GrainAddress, bool> isDead)
{
    private readonly ConcurrentDictionary<GrainId, GrainAddress> _entries = new();

    public int Count => _entries.Count;

    /// <summary>Returns the registered address: the given one, unless another living activation was first.</summary>
    public GrainAddress Register(GrainAddress address, GrainAddress? previous)
    {
        while (true)
        {
            var current = _entries.GetOrAdd(address.GrainId, address);
            if (current.Matches(address))
            {
                return current;
            }

            var mayReplace = (previous is not null && current.Matches(previous)) || isDead(current);
            if (!mayReplace)
            {
                return current;
            }

            if (_entries.TryUpdate(address.GrainId, address, current))
            {
                return address;
            }
        }
    }

    public GrainAddress? Lookup(GrainId grainId)
    {
        if (!_entries.TryGetValue(grainId, out var address))
        {
            return null;
        }

        if (!isDead(address))
        {
            return address;
        }

        _entries.TryRemove(new KeyValuePair<GrainId, GrainAddress>(grainId, address));
        return null;
    }

    public void Unregister(GrainAddress address)
    {
        if (_entries.TryGetValue(address.GrainId, out var current) && current.ActivationId.Equals(address.ActivationId))
        {
            _entries.TryRemove(new KeyValuePair<GrainId, GrainAddress>(address.GrainId, current));
        }
    }

    public void Remove(Func<GrainAddress, bool> condition)
    {
        foreach (var entry in _entries)
        {
            if (condition(entry.Value))
            {
                _entries.TryRemove(entry);
            }
        }
    }
}
