namespace Orleans.Ray.Store;

/// <summary>Sealed objects by their ids, and who waits for one. Of several with one id, the latest is found. Belongs to the store's lock.</summary>
internal sealed class ObjectIndex
{
    private readonly Dictionary<ObjectId, StoreEntry> _entries = [];
    private readonly Dictionary<ObjectId, ObjectArrival> _arrivals = [];

    public int Waiting => _arrivals.Count;

    public StoreEntry? Find(ObjectId id) => _entries.GetValueOrDefault(id);

    public void Add(StoreEntry entry)
    {
        var id = entry.Info.Id;
        entry.SameId = _entries.GetValueOrDefault(id);
        _entries[id] = entry;
        if (_arrivals.Remove(id, out var arrival))
        {
            arrival.TrySetResult();
        }
    }

    /// <summary>Removes an object; one that was never sealed is not there.</summary>
    public void Remove(StoreEntry entry)
    {
        var id = entry.Info.Id;
        if (!_entries.TryGetValue(id, out var known))
        {
            return;
        }

        if (!ReferenceEquals(known, entry))
        {
            while (known is not null && !ReferenceEquals(known.SameId, entry))
            {
                known = known.SameId;
            }

            known?.SameId = entry.SameId;
        }
        else if (entry.SameId is { } earlier)
        {
            _entries[id] = earlier;
        }
        else
        {
            _entries.Remove(id);
        }

        entry.SameId = null;
    }

    /// <summary>Ends when an object of that id is added.</summary>
    public ObjectArrival Await(ObjectId id)
    {
        if (!_arrivals.TryGetValue(id, out var arrival))
        {
            _arrivals.Add(id, arrival = new ObjectArrival());
        }

        arrival.Waiting++;
        return arrival;
    }

    /// <summary>Somebody waits no more.</summary>
    public void Leave(ObjectId id, ObjectArrival arrival)
    {
        if (--arrival.Waiting == 0 && _arrivals.TryGetValue(id, out var known) && ReferenceEquals(known, arrival))
        {
            _arrivals.Remove(id);
        }
    }
}
