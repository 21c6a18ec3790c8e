namespace Orleans.Runtime;

/// <summary>Some of a silo's directory entries, at most one per grain.</summary>
internal sealed class DirectoryStripe(Func<GrainAddress, bool> isDead)
{
    // The address is key and value: an entry costs a slot of sixteen bytes, not forty-eight.
    private readonly HashSet<GrainAddress> _entries = new(GrainAddressesByGrain.Instance);

    public Lock Gate { get; } = new();

    /// <summary>
    /// The registered address: the given one, unless another living activation was first. Null when the given one is of
    /// a silo that is dead: nothing may point there.
    /// </summary>
    public GrainAddress? RegisterNeedsLock(GrainAddress address, GrainAddress? previous)
    {
        if (LookupNeedsLock(address.GrainId) is { } current)
        {
            if (current.Matches(address) || previous is null || !current.Matches(previous))
            {
                return current;
            }

            _entries.Remove(current);
        }

        if (isDead(address))
        {
            return null;
        }

        _entries.Add(address);
        return address;
    }

    public GrainAddress? LookupNeedsLock(GrainId grainId)
    {
        if (!Find(grainId, out var address))
        {
            return null;
        }

        if (!isDead(address))
        {
            return address;
        }

        _entries.Remove(address);
        return null;
    }

    public void UnregisterNeedsLock(GrainAddress address)
    {
        if (Find(address.GrainId, out var current) && current.ActivationId.Equals(address.ActivationId))
        {
            _entries.Remove(current);
        }
    }

    public void RemoveNeedsLock(Predicate<GrainAddress> condition)
    {
        if (_entries.RemoveWhere(condition) > _entries.Count)
        {
            _entries.TrimExcess();
        }
    }

    public GrainAddress[] ToArray()
    {
        lock (Gate)
        {
            return [.. _entries];
        }
    }

    private bool Find(GrainId grainId, [NotNullWhen(true)] out GrainAddress? address) =>
        _entries.GetAlternateLookup<GrainId>().TryGetValue(grainId, out address);
}
