namespace Orleans.Ray.Store;

/// <summary>The store's arena, made when something is first stored, so that a node which stores nothing pays nothing. The store is one user of its memory until the last object is gone.</summary>
internal sealed class StoreMemory(ObjectStoreOptions options, TimeProvider time, ObjectStoreLog log)
{
    private readonly Lock _lock = new();
    private Arena? _arena;
    private bool _closed;

    public string? Path => _arena?.Path;

    public long Capacity => _arena?.Capacity ?? options.Capacity;

    public long UsableCapacity => _arena?.UsableCapacity ?? options.Capacity;

    public long BytesInUse => _arena?.BytesAllocated ?? 0;

    public long BytesTouched => _arena?.BytesTouched ?? 0;

    public long LargestFree => _arena?.LargestFree ?? options.Capacity;

    public Arena Arena => Volatile.Read(ref _arena) ?? Open();

    /// <summary>Removes the arena's file. Its memory stays mapped until <see cref="Release"/>.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _arena?.Dispose();
        }
    }

    /// <summary>Nobody uses the memory any more.</summary>
    public void Release() => _arena?.ReleaseReference();

    private Arena Open()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(ObjectStore));
            if (_arena is null)
            {
                var arena = Arena.Create(new ArenaOptions { Capacity = options.Capacity, Directory = options.MemoryDirectory, TouchAhead = options.TouchAhead, Time = time, Warn = log.MemoryWarning, Storage = options.MemoryStorage });
                arena.AddReference();
                Volatile.Write(ref _arena, arena);
            }

            return _arena;
        }
    }
}
