namespace Orleans.Ray.Store;

/// <summary>All objects of a store, the oldest first, at the cost of two links for each. Belongs to the store's lock.</summary>
internal sealed class EntryList
{
    private StoreEntry? _first;
    private StoreEntry? _last;

    public long Count { get; private set; }

    public void Add(StoreEntry entry)
    {
        Count++;
        entry.Previous = _last;
        if (_last is null)
        {
            _first = entry;
        }
        else
        {
            _last.Next = entry;
        }

        _last = entry;
    }

    public void Remove(StoreEntry entry)
    {
        Count--;
        if (entry.Previous is null)
        {
            _first = entry.Next;
        }
        else
        {
            entry.Previous.Next = entry.Next;
        }

        if (entry.Next is null)
        {
            _last = entry.Previous;
        }
        else
        {
            entry.Next.Previous = entry.Previous;
        }

        entry.Previous = null;
        entry.Next = null;
    }

    public IEnumerable<StoreEntry> All()
    {
        for (var entry = _first; entry is not null; entry = entry.Next)
        {
            yield return entry;
        }
    }
}
