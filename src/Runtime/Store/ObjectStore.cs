using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

/// <summary>One node's objects in shared memory: created, written, sealed, pinned by readers, and deleted when their owner lets go. What does not fit is evicted or spilled to disk, and read back when it is pinned.</summary>
/// <remarks>
/// <para><b>States of an object</b> (<see cref="StoredObjectState"/>). All moves happen under the store's lock; who makes them:</para>
/// <list type="table">
/// <item><term>creating → in memory</term><description>its writer, which seals it.</description></item>
/// <item><term>creating → deleted</term><description>its writer, disposed of or collected without having sealed it.</description></item>
/// <item><term>in memory → spilling → spilled</term><description>the store, for whoever waits for memory: unpinned objects, least recently used first. Where the object has a file already there is nothing to write.</description></item>
/// <item><term>spilling → in memory</term><description>the same, where the object was pinned meanwhile (the file is kept) or no directory took it.</description></item>
/// <item><term>in memory → evicted</term><description>the store, likewise: a copy that exists elsewhere. Before anything is spilled.</description></item>
/// <item><term>spilled → restoring → in memory</term><description>the first reader that wants to pin it; others wait for the same reading. The file is kept until another object needs its room in the disk budget.</description></item>
/// <item><term>restoring → spilled</term><description>the same, where it could not be read or there was no memory: its readers get the error, and a later one tries again.</description></item>
/// <item><term>any → deleted</term><description>the owner's hold, disposed of or collected, or the store's disposal. The file goes at once, the memory with the last pin.</description></item>
/// </list>
/// <para><b>Invariants.</b> A sealed object's bytes never change. While a pin is held they neither move nor go: pins are added only while the entry is open, and the store takes memory away by closing the entry with a compare-and-swap
/// that succeeds for exactly the pins that it knows of, which is none, or its own while it spills. So a pin costs no lock. A deleted entry is doomed: it takes no more pins, and whoever takes the last one away reclaims its memory, or else the deletion
/// itself. The writer of an object that is not sealed counts as a pin. The tables refer to entries, never to the owner's hold, which the collector can so find to be garbage.</para>
/// <para><b>Who gets memory</b> (<c>ObjectStore.Space.cs</c>). Memory that was used before; for a large object, garbage is collected before memory is used for the first time. Where there is none: garbage is collected,
/// copies are evicted, objects are spilled, and until that has helped the request waits in <see cref="SpaceQueue"/>. A release looks whether somebody waits after it has let go, and a request is in the queue before the store looks at
/// pins, so that one of the two sees the other.</para>
/// <para><b>Failures.</b> A spill that fails leaves the object where it is; the directory rests, the next one is tried. A restore that fails three times is an <see cref="ObjectLostException"/> to those that wait for it. A creation
/// fails with <see cref="ObjectStoreFullException"/> when nothing was freed for <see cref="ObjectStoreOptions.CreateTimeout"/>; nothing else changes then. Disposal fails what waits, and deletes everything; pinned memory stays mapped and
/// unchanged until the pins are gone. Files of a process that died are removed by the next store that uses the same directory.</para>
/// </remarks>
internal sealed partial class ObjectStore : IObjectStore, IDisposable
{
    private readonly Lock _lock = new();
    private readonly ObjectStoreOptions _options;
    private readonly TimeSpan _createTimeout;
    private readonly TimeProvider _time;
    private readonly ObjectStoreLog _log;
    private readonly StoreMemory _memory;
    private readonly SpillFiles _spill;
    private readonly EntryList _entries = new();
    private readonly RecencyQueue _primaries = new();
    private readonly RecencyQueue _copies = new();
    private long _uses;
    private bool _disposed;

    /// <summary>Makes a store; its memory and directories are made when they are first needed.</summary>
    /// <param name="options">What it may use; checked here.</param>
    /// <param name="time">The clock of time-outs and rests.</param>
    /// <param name="logger">Where it tells of failing directories.</param>
    /// <param name="medium">Where spilled objects go.</param>
    /// <param name="garbage">How garbage is collected.</param>
    /// <exception cref="ArgumentException">An option makes no sense, or a directory cannot be written to; the message says what to set.</exception>
    public ObjectStore(ObjectStoreOptions options, TimeProvider time, ILogger? logger = null, ISpillMedium? medium = null, IGarbage? garbage = null)
    {
        options.Validate();
        _options = options;
        _createTimeout = Timeouts.Check(options.CreateTimeout);
        _time = time;
        _log = new ObjectStoreLog(logger ?? NullLogger.Instance);
        _memory = new StoreMemory(options, time, _log);
        _spill = new SpillFiles(options, medium ?? DiskMedium.Instance, time, _log, OnSpillRoom);
        _garbage = garbage ?? ProcessGarbage.Instance;
        _collections = new ForcedCollections(options.Capacity, time, _garbage);
    }

    internal StoreMemory Memory => _memory;

    /// <summary>The file of its shared memory; null until something was stored.</summary>
    public string? Path => _memory.Path;

    /// <summary>Memory for an object of that many bytes. Blocks while there is none.</summary>
    /// <exception cref="ObjectStoreFullException">Nothing was freed for <see cref="ObjectStoreOptions.CreateTimeout"/>, or the object is larger than the store; the message says what is in the way.</exception>
    /// <exception cref="ObjectDisposedException">The store is disposed of.</exception>
    public StoreWriter Create(long size, in StoredObjectInfo info)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return NewWriter(TryAllocate(size, info, out var block) ? block : Wait(Enqueue(size, info)), size, info);
    }

    /// <inheritdoc cref="Create"/>
    /// <exception cref="OperationCanceledException">The token was cancelled; the request has left the queue.</exception>
    public ValueTask<StoreWriter> CreateAsync(long size, in StoredObjectInfo info, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        cancellationToken.ThrowIfCancellationRequested();
        return TryAllocate(size, info, out var block) ? new(NewWriter(block, size, info)) : new(WaitAsync(Enqueue(size, info), info, cancellationToken));

        async Task<StoreWriter> WaitAsync(SpaceRequest request, StoredObjectInfo info, CancellationToken cancellationToken)
        {
            using var registration = cancellationToken.UnsafeRegister(_ => Cancel(request, cancellationToken), null);
            return NewWriter(await request.Task.ConfigureAwait(false), size, info);
        }
    }

    public void Dispose()
    {
        SpaceRequest[] waiting;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            waiting = _queue.RemoveAll();
            _reliefTimer?.Dispose();
            foreach (var entry in _entries.All().ToArray())
            {
                if (entry.State == StoredObjectState.Creating)
                {
                    // The writer's own hold goes with the writer.
                    entry.DoomNeedsLock();
                }
                else
                {
                    DeleteNeedsLock(entry);
                }
            }

            _memory.Close();
            ReleaseMemoryIfUnusedNeedsLock();
        }

        StopServing();
        _spill.Dispose();
        foreach (var request in waiting)
        {
            request.Timer?.Dispose();
            request.TrySetException(new ObjectDisposedException(nameof(ObjectStore), "The object store was closed before there was memory."));
        }
    }

    internal void Seal(StoreEntry entry)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            MoveNeedsLock(entry, StoredObjectState.InMemory);
            entry.LastUse = NextUse();
            QueueOf(entry).Add(entry);
            _counts.Sealed++;
            entry.OpenNeedsLock(0);
            _index?.Add(entry);
            entry.RemovePin();
            ReliefMayHelpNeedsLock();
        }
    }

    /// <summary>The owner lets go of the object, or the writer of what it has not sealed.</summary>
    internal void Delete(StoreEntry entry)
    {
        lock (_lock)
        {
            DeleteNeedsLock(entry);
        }
    }

    internal void Release(StoreEntry entry)
    {
        entry.LastUse = NextUse();
        var (isLast, isDoomed) = entry.RemovePin();
        if (isLast && (isDoomed || !_queue.IsEmpty))
        {
            ReleaseSlow(entry, isDoomed);
        }
    }

    internal void SetExistsElsewhere(StoreEntry entry, bool value)
    {
        lock (_lock)
        {
            var isQueued = entry.QueueIndex >= 0;
            if (isQueued)
            {
                QueueOf(entry).Remove(entry);
            }

            entry.ExistsElsewhere = value;
            if (isQueued)
            {
                QueueOf(entry).Add(entry);
                ReliefMayHelpNeedsLock();
            }
        }
    }

    private unsafe StoreWriter NewWriter(ArenaBlock block, long size, in StoredObjectInfo info)
    {
        var entry = new StoreEntry(this, info, size, block, (nint)_memory.Arena.ReadPointer(block.Offset), _time.GetTimestamp());
        lock (_lock)
        {
            if (_disposed)
            {
                entry.RemovePin();
                _memory.Arena.Free(block);
                throw new ObjectDisposedException(nameof(ObjectStore));
            }

            _entries.Add(entry);
            _counts.Created++;
        }

        return new StoreWriter(entry);
    }

    private void ReleaseSlow(StoreEntry entry, bool isDoomed)
    {
        lock (_lock)
        {
            if (isDoomed)
            {
                ReclaimNeedsLock(entry);
            }
            else
            {
                ReliefMayHelpNeedsLock();
            }
        }
    }

    private void DeleteNeedsLock(StoreEntry entry)
    {
        var state = entry.State;
        if (state == StoredObjectState.Deleted)
        {
            return;
        }

        MoveNeedsLock(entry, StoredObjectState.Deleted);
        QueueOf(entry).Remove(entry);
        _index?.Remove(entry);
        DropFileNeedsLock(entry);
        var isUnused = entry.DoomNeedsLock();
        if (state == StoredObjectState.Creating)
        {
            _counts.Aborted++;
            isUnused = entry.RemovePin().IsLast;
        }
        else
        {
            _counts.Deleted++;
        }

        // What is being restored has no pins yet: whoever restores it sees that it is deleted.
        if (isUnused && entry.Restore is null)
        {
            ReclaimNeedsLock(entry);
        }
    }

    private void ReclaimNeedsLock(StoreEntry entry)
    {
        _entries.Remove(entry);
        if (entry.HasMemory)
        {
            FreeNeedsLock(entry);
        }

        _reclaimed += entry.Size;
        ReleaseMemoryIfUnusedNeedsLock();
    }

    private void FreeNeedsLock(StoreEntry entry)
    {
        var block = entry.Block;
        entry.LeaveMemoryNeedsLock();
        GiveBackNeedsLock(block);
    }

    private void DropFileNeedsLock(StoreEntry entry)
    {
        if (entry.File is { } file)
        {
            entry.File = null;
            _spill.Delete(file);
        }
    }

    private void ReleaseMemoryIfUnusedNeedsLock()
    {
        if (_disposed && _entries.Count == 0 && !_isReleased)
        {
            _isReleased = true;
            _memory.Release();
        }
    }

    private RecencyQueue QueueOf(StoreEntry entry) => entry.ExistsElsewhere ? _copies : _primaries;

    private long NextUse() => Interlocked.Increment(ref _uses);
}
