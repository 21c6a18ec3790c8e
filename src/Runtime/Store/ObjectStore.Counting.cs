namespace Orleans.Ray.Store;

/// <content>What statistics are made of, counted as it changes.</content>
internal sealed partial class ObjectStore
{
    private StoreCounts _counts;

    // Pins come and go without the lock.
    private long _bytesPinned;

    /// <summary>An object has got its first pin, or has lost its last one. Whoever takes the last one away counts after that, so that the figure may be late for a moment, but never drifts.</summary>
    internal void CountPinned(long bytes) => Interlocked.Add(ref _bytesPinned, bytes);

    /// <summary>The only way from one state to another.</summary>
    private void MoveNeedsLock(StoreEntry entry, StoredObjectState state)
    {
        CountStateNeedsLock(entry, -1);
        entry.State = state;
        CountStateNeedsLock(entry, 1);
    }

    private void CountStateNeedsLock(StoreEntry entry, int sign)
    {
        switch (entry.State)
        {
            case StoredObjectState.Spilled or StoredObjectState.Restoring:
                _counts.ObjectsSpilledNow += sign;
                _counts.BytesSpilledNow += sign * entry.Size;
                break;
            case StoredObjectState.Evicted:
                _counts.ObjectsEvictedNow += sign;
                break;
        }
    }
}
