using System.Runtime.InteropServices;

namespace Orleans.Ray.Store;

/// <summary>One node's objects in shared memory.</summary>
internal sealed unsafe class ObjectStore(ObjectStoreOptions options, TimeProvider time) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly HashSet<StoreEntry> _entries = [];
    private long _inUse;

    public ObjectStoreOptions Options => options;

    public string? Path => null;

    /// <summary>Memory for an object of that many bytes. Blocks while there is none.</summary>
    /// <exception cref="ObjectStoreFullException">There was none within <see cref="ObjectStoreOptions.CreateTimeout"/>, or there never can be; the message says what is in the way.</exception>
    public StoreWriter Create(long size, in StoredObjectInfo info)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var entry = new StoreEntry(this, info, size);
        lock (_lock)
        {
            if (_inUse + size > options.Capacity)
            {
                throw new ObjectStoreFullException($"There are no {size} bytes left of the {options.Capacity} of the store.");
            }

            _inUse += size;
            _entries.Add(entry);
        }

        entry.Address = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(size, 1), 64);
        entry.AddPinsNeedsLock(1);
        return new StoreWriter(entry);
    }

    /// <inheritdoc cref="Create"/>
    public ValueTask<StoreWriter> CreateAsync(long size, in StoredObjectInfo info, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Create(size, info));
    }

    public ObjectStoreStatistics Statistics()
    {
        lock (_lock)
        {
            return new ObjectStoreStatistics
            {
                Capacity = options.Capacity,
                BytesInUse = _inUse,
                BytesPinned = _entries.Where(static entry => entry.Pins > 0).Sum(static entry => entry.Size),
                BytesTouched = _inUse,
                BytesOnDisk = 0,
                ObjectsSpilledNow = 0,
                BytesSpilledNow = 0,
                Objects = _entries.Count,
                Waiting = 0,
                Created = 0,
                Sealed = 0,
                Aborted = 0,
                Deleted = 0,
                ObjectsSpilled = 0,
                BytesSpilled = 0,
                ObjectsRestored = 0,
                BytesRestored = 0,
                ObjectsEvicted = 0,
                BytesEvicted = 0,
                AllocationFailures = 0,
                SpillFailures = 0,
                RestoreFailures = 0,
                Waits = 0,
                WaitTime = TimeSpan.Zero,
                Collections = 0,
            };
        }
    }

    public IReadOnlyList<StoredObjectEntry> List()
    {
        lock (_lock)
        {
            return [.. _entries.Select(static entry => new StoredObjectEntry(entry.Info, entry.Size, entry.State, entry.Pins, [], TimeSpan.Zero, null))];
        }
    }

    public void Dispose() => _ = time;

    internal void Seal(StoreEntry entry)
    {
        lock (_lock)
        {
            entry.State = StoredObjectState.InMemory;
            entry.OpenNeedsLock();
            entry.RemovePin();
        }
    }

    internal void Abort(StoreEntry entry) => Release(entry);

    internal void Release(StoreEntry entry, string? holder = null)
    {
        _ = holder;
        if (entry.RemovePin())
        {
            Reclaim(entry);
        }
    }

    internal void Delete(StoreEntry entry)
    {
        lock (_lock)
        {
            entry.State = StoredObjectState.Deleted;
            if (entry.DoomNeedsLock())
            {
                Reclaim(entry);
            }
        }
    }

    private void Reclaim(StoreEntry entry)
    {
        lock (_lock)
        {
            _entries.Remove(entry);
            _inUse -= entry.Size;
            NativeMemory.AlignedFree((void*)entry.Address);
        }
    }
}
