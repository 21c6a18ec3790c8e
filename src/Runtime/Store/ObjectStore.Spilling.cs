using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Store;

/// <content>Eviction and spilling.</content>
internal sealed partial class ObjectStore
{
    private int _spilling;
    private long _bytesSpilling;

    private void EvictAndSpillNeedsLock()
    {
        ServeNeedsLock();
        var use = NextUse();
        while (!_queue.IsEmpty && TryEvictOneNeedsLock(use))
        {
            // What it frees serves whoever waits.
        }

        // As much at a time as is waited for: where the pieces do not add up, the next look spills more.
        while (_bytesSpilling < _queue.Bytes && _spilling < _spill.Writers && _primaries.Oldest(use) is { } entry)
        {
            if (entry.File is not null)
            {
                TryDropNeedsLock(entry);
            }
            else if (!TryReserveFileNeedsLock(entry))
            {
                _primaries.Postpone(entry, use);
            }
            else
            {
                BeginSpillNeedsLock(entry);
            }
        }
    }

    /// <summary>Drops an object that need not be written: a copy, or else what was used the longest ago, where that has a file.</summary>
    private bool TryDropOneNeedsLock(long use) => TryEvictOneNeedsLock(use) || (_primaries.Oldest(use) is { File: not null } entry && TryDropNeedsLock(entry));

    private bool TryEvictOneNeedsLock(long use)
    {
        while (_copies.Oldest(use) is { } copy)
        {
            if (TryDropNeedsLock(copy))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>False where it was pinned just now.</summary>
    private bool TryDropNeedsLock(StoreEntry entry)
    {
        if (!entry.TryCloseNeedsLock(hasOwnPin: false))
        {
            return false;
        }

        QueueOf(entry).Remove(entry);
        if (entry.File is null)
        {
            MoveNeedsLock(entry, StoredObjectState.Evicted);
            _counts.ObjectsEvicted++;
            _counts.BytesEvicted += entry.Size;
        }
        else
        {
            MoveNeedsLock(entry, StoredObjectState.Spilled);
        }

        FreeNeedsLock(entry);
        return true;
    }

    // Here, in the order of last use, and not by whichever of several writings begins first.
    private bool TryReserveFileNeedsLock(StoreEntry entry)
    {
        if (_spill.Rests > TimeSpan.Zero)
        {
            return false;
        }

        if (_spill.TryReserve(entry.Size))
        {
            return true;
        }

        DropSpareFilesNeedsLock(entry.Size);
        return false;
    }

    /// <summary>Deletes files of objects that are in memory as well. The store is told when they are gone.</summary>
    private void DropSpareFilesNeedsLock(long wanted)
    {
        foreach (var entry in _entries.All())
        {
            if (wanted > 0 && entry is { State: StoredObjectState.InMemory, File: not null })
            {
                wanted -= entry.Size;
                DropFileNeedsLock(entry);
            }
        }
    }

    private void BeginSpillNeedsLock(StoreEntry entry)
    {
        _primaries.Remove(entry);
        entry.AddOwnPinNeedsLock();
        MoveNeedsLock(entry, StoredObjectState.Spilling);
        _spilling++;
        _bytesSpilling += entry.Size;
        ThreadPool.UnsafeQueueUserWorkItem(static entry => entry.Store.Spill(entry), entry, preferLocal: false);
    }

    private void Spill(StoreEntry entry)
    {
        SpillFile? file;
        WorkerThreads.EnterBlocked();
        try
        {
            file = _spill.TryWrite(entry.Address, entry.Size);
        }
        finally
        {
            WorkerThreads.ExitBlocked();
        }

        lock (_lock)
        {
            _spilling--;
            _bytesSpilling -= entry.Size;
            EndSpillNeedsLock(entry, file);
            ReliefMayHelpNeedsLock();
        }
    }

    private void EndSpillNeedsLock(StoreEntry entry, SpillFile? file)
    {
        if (file is not null)
        {
            _counts.ObjectsSpilled++;
            _counts.BytesSpilled += entry.Size;
        }

        entry.File = file;
        if (file is not null && entry.TryCloseNeedsLock(hasOwnPin: true))
        {
            MoveNeedsLock(entry, StoredObjectState.Spilled);
            FreeNeedsLock(entry);
            return;
        }

        if (entry.State == StoredObjectState.Deleted)
        {
            DropFileNeedsLock(entry);
        }
        else
        {
            MoveNeedsLock(entry, StoredObjectState.InMemory);
            QueueOf(entry).Add(entry);
        }

        if (entry.RemoveOwnPinNeedsLock())
        {
            ReclaimNeedsLock(entry);
        }
    }
}
