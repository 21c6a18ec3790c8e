using Orleans.Ray.Scheduling;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Store;

/// <content>Pins of objects that are not in memory.</content>
internal sealed partial class ObjectStore
{
    /// <summary>How often memory that was never used is tried. A file system that has no room for it fails the first attempt, and the next gets memory that is there, unless the file system has had room in between.</summary>
    internal const int FreshMemoryAttempts = 3;

    private const int RestoreAttempts = 3;

    private static readonly TimeSpan FirstRestorePause = TimeSpan.FromMilliseconds(20);

    /// <summary>Adds a pin; blocks while the object is read back.</summary>
    internal void Pin(StoreEntry entry)
    {
        if (entry.TryAddPin() || JoinRestore(entry, out var isFirst) is not { } restore)
        {
            return;
        }

        if (isFirst)
        {
            // Reads on this thread, as far as it need not wait for memory.
            _ = RestoreAsync(entry, restore);
        }

        TaskBlocking.Wait(restore.Done);
    }

    /// <summary>Adds a pin; one that is cancelled leaves the object to the other readers.</summary>
    internal async Task PinAsync(StoreEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (entry.TryAddPin() || JoinRestore(entry, out var isFirst) is not { } restore)
        {
            return;
        }

        if (isFirst)
        {
            _ = Task.Run(() => RestoreAsync(entry, restore), CancellationToken.None);
        }

        try
        {
            await restore.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LeaveRestore(entry, restore);
            throw;
        }
    }

    /// <summary>The reading back that will give the caller a pin; null where it has one already.</summary>
    private RestoreOperation? JoinRestore(StoreEntry entry, out bool isFirst)
    {
        lock (_lock)
        {
            isFirst = false;
            if (entry.TryAddPin())
            {
                return null;
            }

            switch (entry.State)
            {
                case StoredObjectState.Spilled:
                    isFirst = true;
                    MoveNeedsLock(entry, StoredObjectState.Restoring);
                    entry.Restore = new RestoreOperation();
                    break;
                case StoredObjectState.Restoring:
                    break;
                case StoredObjectState.Evicted:
                    throw new ObjectLostException($"{Describe(entry.Info, entry.Size)} was evicted from this node, which had a copy of it, to make room. Get it from where it was copied from.");
                default:
                    throw new ObjectDisposedException(nameof(StoredObject), $"{Describe(entry.Info, entry.Size)} was freed, or its store was closed.");
            }

            entry.Restore!.Readers++;
            return entry.Restore;
        }
    }

    private void LeaveRestore(StoreEntry entry, RestoreOperation restore)
    {
        lock (_lock)
        {
            if (ReferenceEquals(entry.Restore, restore))
            {
                restore.Readers--;
                return;
            }
        }

        if (restore.Succeeded)
        {
            // The pin came all the same.
            Release(entry);
        }
    }

    private async Task RestoreAsync(StoreEntry entry, RestoreOperation restore)
    {
        try
        {
            EndRestore(entry, restore, await ReadBackAsync(entry).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            FailRestore(entry, restore, exception);
        }
    }

    private async Task<ArenaBlock> ReadBackAsync(StoreEntry entry)
    {
        for (var attempt = 1; ; attempt++)
        {
            var block = TryAllocate(entry.Size, entry.Info, out var free) ? free : await Enqueue(entry.Size, entry.Info).Task.ConfigureAwait(false);
            try
            {
                await ReadAsync(entry, block).ConfigureAwait(false);
                return block;
            }
            catch (ArenaFullException exception)
            {
                GiveBack(block);
                if (attempt == FreshMemoryAttempts)
                {
                    throw new ObjectStoreFullException(exception.Message, exception);
                }
            }
            catch
            {
                GiveBack(block);
                throw;
            }
        }
    }

    private async Task ReadAsync(StoreEntry entry, ArenaBlock block)
    {
        var pause = FirstRestorePause;
        for (var attempt = 1; ; attempt++, pause *= 5)
        {
            var file = FileOf(entry);
            try
            {
                Read(file, block);
                return;
            }
            catch (Exception exception) when (exception is IOException and not ArenaFullException or UnauthorizedAccessException)
            {
                _log.RestoreFailed(exception, entry.Info.Id, file.Path, attempt);
                if (attempt == RestoreAttempts)
                {
                    throw new ObjectLostException(
                        $"{Describe(entry.Info, entry.Size)} was spilled to {file.Path} and could not be read back in {RestoreAttempts} attempts: {exception.Message} Check that disk; the object can be got again if the file comes back.",
                        exception);
                }
            }

            // Not after somebody freed it: then there is nothing to wait for.
            FileOf(entry);
            await Task.Delay(pause, _time).ConfigureAwait(false);
        }
    }

    private SpillFile FileOf(StoreEntry entry)
    {
        lock (_lock)
        {
            return entry.File ?? throw new ObjectDisposedException(nameof(StoredObject), $"{Describe(entry.Info, entry.Size)} was freed while it was read back.");
        }
    }

    private unsafe void Read(SpillFile file, ArenaBlock block)
    {
        WorkerThreads.EnterBlocked();
        try
        {
            _spill.Read(file, (nint)_memory.Arena.WritePointer(block, 0, block.Size));
        }
        finally
        {
            WorkerThreads.ExitBlocked();
        }
    }

    private unsafe void EndRestore(StoreEntry entry, RestoreOperation restore, ArenaBlock block)
    {
        lock (_lock)
        {
            entry.Restore = null;
            entry.EnterMemoryNeedsLock(block, (nint)_memory.Arena.ReadPointer(block.Offset));
            entry.LastUse = NextUse();
            _counts.ObjectsRestored++;
            _counts.BytesRestored += entry.Size;
            restore.Succeeded = true;
            if (entry.State != StoredObjectState.Deleted)
            {
                MoveNeedsLock(entry, StoredObjectState.InMemory);
                entry.OpenNeedsLock(restore.Readers);
                QueueOf(entry).Add(entry);
                if (restore.Readers == 0)
                {
                    // All have left: no release will tell those that wait for memory.
                    ReliefMayHelpNeedsLock();
                }
            }
            else if (restore.Readers > 0)
            {
                entry.OpenNeedsLock(restore.Readers);
            }
            else
            {
                ReclaimNeedsLock(entry);
            }
        }

        restore.Succeed();
    }

    private void FailRestore(StoreEntry entry, RestoreOperation restore, Exception exception)
    {
        lock (_lock)
        {
            entry.Restore = null;
            if (entry.State == StoredObjectState.Deleted)
            {
                // Freed while it was read back: nothing was lost.
                ReclaimNeedsLock(entry);
            }
            else
            {
                _counts.RestoreFailures++;
                MoveNeedsLock(entry, StoredObjectState.Spilled);
            }
        }

        restore.Fail(exception);
    }

    private void GiveBack(ArenaBlock block)
    {
        lock (_lock)
        {
            GiveBackNeedsLock(block);
        }
    }
}
