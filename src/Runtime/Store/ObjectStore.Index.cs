namespace Orleans.Ray.Store;

/// <content>Objects by their ids, for those that cannot have a reference. Kept only while somebody wants it.</content>
internal sealed partial class ObjectStore
{
    private ObjectIndex? _index;
    private int _indexUsers;

    /// <summary>How many objects are waited for that do not exist.</summary>
    internal int AwaitedObjects
    {
        get
        {
            lock (_lock)
            {
                return _index?.Waiting ?? 0;
            }
        }
    }

    /// <summary>Has objects found by their ids until <see cref="RemoveIndexUser"/>.</summary>
    internal void AddIndexUser()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _indexUsers++;
            if (_index is not null)
            {
                return;
            }

            _index = new ObjectIndex();
            foreach (var entry in _entries.All())
            {
                if (entry.State is not (StoredObjectState.Creating or StoredObjectState.Deleted))
                {
                    _index.Add(entry);
                }
            }
        }
    }

    internal void RemoveIndexUser()
    {
        lock (_lock)
        {
            if (--_indexUsers == 0)
            {
                _index = null;
            }
        }
    }

    /// <summary>Pins a sealed object; reads it back where it is spilled.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="wait">How long to wait for it to be created; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The object, with a pin that the caller releases; null where there was none in that time.</returns>
    /// <exception cref="ObjectLostException">It was evicted, or cannot be read back.</exception>
    /// <exception cref="ObjectStoreFullException">There is no memory to read it into.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    internal async ValueTask<StoreEntry?> PinAsync(ObjectId id, TimeSpan wait, CancellationToken cancellationToken)
    {
        var startedAt = _time.GetTimestamp();
        while (true)
        {
            if (Find(id, wait != TimeSpan.Zero, out var arrival) is { } entry)
            {
                try
                {
                    await PinAsync(entry, cancellationToken).ConfigureAwait(false);
                    return entry;
                }
                catch (ObjectDisposedException) when (entry.State == StoredObjectState.Deleted && !_disposed)
                {
                    // Freed just now. There may be another one.
                    continue;
                }
            }

            if (arrival is null || !await HasArrivedAsync(id, arrival, Remaining(wait, startedAt), cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    private TimeSpan Remaining(TimeSpan wait, long startedAt)
    {
        var remaining = wait - _time.GetElapsedTime(startedAt);
        return wait == Timeout.InfiniteTimeSpan ? wait : remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }

    private StoreEntry? Find(ObjectId id, bool waits, out ObjectArrival? arrival)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed || _index is null, this);
            var entry = _index.Find(id);
            arrival = entry is null && waits ? _index.Await(id) : null;
            return entry;
        }
    }

    private async Task<bool> HasArrivedAsync(ObjectId id, ObjectArrival arrival, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await arrival.Task.WaitAsync(wait, _time, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            lock (_lock)
            {
                _index?.Leave(id, arrival);
            }
        }
    }
}
