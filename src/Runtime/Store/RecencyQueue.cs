namespace Orleans.Ray.Store;

/// <summary>
/// Objects by their last use, the oldest first. A use costs nothing here: it is written into the entry, and an entry that has been used since it was put into its place is put into
/// a later one when it comes to the front. Belongs to the store's lock.
/// </summary>
internal sealed class RecencyQueue
{
    // A binary heap by QueuedUse. New entries have the latest use, so that adding one moves nothing.
    private readonly List<StoreEntry> _heap = [];

    public int Count => _heap.Count;

    public void Add(StoreEntry entry)
    {
        entry.QueuedUse = entry.LastUse;
        entry.QueueIndex = _heap.Count;
        _heap.Add(entry);
        SiftUp(entry.QueueIndex);
    }

    public void Remove(StoreEntry entry)
    {
        var index = entry.QueueIndex;
        if (index < 0)
        {
            return;
        }

        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        entry.QueueIndex = -1;
        if (last != entry)
        {
            Place(last, index);
            SiftUp(index);
            SiftDown(last.QueueIndex);
        }
    }

    /// <summary>The unpinned object whose last use is the oldest; null where there is none that was last used before <paramref name="use"/>. What is pinned counts as used then.</summary>
    public StoreEntry? Oldest(long use)
    {
        while (_heap.Count > 0)
        {
            var first = _heap[0];
            if (first.QueuedUse >= use)
            {
                return null;
            }

            if (first.Pins > 0)
            {
                Postpone(first, use);
            }
            else if (first.LastUse > first.QueuedUse)
            {
                Postpone(first, first.LastUse);
            }
            else
            {
                return first;
            }
        }

        return null;
    }

    /// <summary>Has an object count as used at that time, whether it was or not.</summary>
    public void Postpone(StoreEntry entry, long use)
    {
        entry.QueuedUse = use;
        SiftDown(entry.QueueIndex);
    }

    private void SiftUp(int index)
    {
        var entry = _heap[index];
        while (index > 0)
        {
            var parent = (index - 1) / 2;
            if (_heap[parent].QueuedUse <= entry.QueuedUse)
            {
                break;
            }

            Place(_heap[parent], index);
            index = parent;
        }

        Place(entry, index);
    }

    private void SiftDown(int index)
    {
        var entry = _heap[index];
        while ((index * 2) + 1 is var child && child < _heap.Count)
        {
            if (child + 1 < _heap.Count && _heap[child + 1].QueuedUse < _heap[child].QueuedUse)
            {
                child++;
            }

            if (_heap[child].QueuedUse >= entry.QueuedUse)
            {
                break;
            }

            Place(_heap[child], index);
            index = child;
        }

        Place(entry, index);
    }

    private void Place(StoreEntry entry, int index)
    {
        _heap[index] = entry;
        entry.QueueIndex = index;
    }
}
