namespace Orleans.Ray.Store;

/// <content>Blocks.</content>
internal sealed unsafe partial class Arena
{
    // How often an allocation looks whether a file system that was full has room again.
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    // Blocks that were freed while the file system was full, and of which some memory is not present.
    private readonly List<ArenaBlock> _keptAside = [];
    private long _bytesKeptAside;
    private bool _isFull;
    private long _fullSince;

    /// <summary>Bytes that can be allocated now: less than the capacity while the file system is full.</summary>
    public long UsableCapacity
    {
        get
        {
            ThrowIfNotOwner();
            lock (_lock)
            {
                return _allocator.Limit - _bytesKeptAside;
            }
        }
    }

    /// <summary>Bytes in use, each block rounded up to the alignment.</summary>
    public long BytesAllocated
    {
        get
        {
            ThrowIfNotOwner();
            lock (_lock)
            {
                return _allocator.BytesAllocated - _bytesKeptAside;
            }
        }
    }

    /// <summary>Bytes that take room in the file system, whether in use or not.</summary>
    public long BytesTouched
    {
        get
        {
            ThrowIfNotOwner();
            return _chunks.BytesPresent;
        }
    }

    /// <summary>The most that can be had in one piece.</summary>
    public long LargestFree
    {
        get
        {
            ThrowIfNotOwner();
            lock (_lock)
            {
                return _allocator.LargestFree;
            }
        }
    }

    /// <summary>Hands out memory, some that was used before if possible; false where no free piece is big enough.</summary>
    public bool TryAllocate(long size, out ArenaBlock block)
    {
        ThrowIfNotOwner();
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        bool isAllocated, touches;
        lock (_lock)
        {
            isAllocated = _allocator.TryAllocate(size, out block);
            touches = ShouldTouchNeedsLock();
        }

        if (touches)
        {
            _touchAhead!.Start();
        }

        return isAllocated || (_isFull && TryAllocateSlow(size, out block));
    }

    /// <summary>Hands out memory that is present, and so is fast to write; false where no such piece is big enough.</summary>
    public bool TryAllocateTouched(long size, out ArenaBlock block)
    {
        ThrowIfNotOwner();
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        lock (_lock)
        {
            if (_allocator.TryAllocateRecycled(size, out block))
            {
                // What was allocated and never written is free again, but not present.
                if (_chunks.ArePresent(block.Offset, size))
                {
                    return true;
                }

                _allocator.Free(block);
            }

            if (size <= _allocator.Limit - _allocator.Top && _chunks.ArePresent(_allocator.Top, size) && _allocator.TryAllocateTop(size, out block))
            {
                return true;
            }

            block = default;
            return false;
        }
    }

    /// <exception cref="InvalidOperationException">The block is not in use: it was freed before, or is another arena's. Nothing has changed.</exception>
    public void Free(ArenaBlock block)
    {
        ThrowIfNotOwner();
        lock (_lock)
        {
            if (_isFull)
            {
                FreeWhileFullNeedsLock(block);
            }
            else
            {
                _allocator.Free(block);
            }
        }
    }

    // What is present of the block can be used again. The rest must not be handed out: it would fail whoever writes it.
    private void FreeWhileFullNeedsLock(ArenaBlock block)
    {
        for (ArenaBlock? next = block; next is { } part;)
        {
            var end = part.Offset + _allocator!.LengthOf(part);
            var present = _chunks!.PresentUntil(part.Offset, end);
            var isPresent = present > part.Offset;
            var partEnd = isPresent ? present : _chunks.AbsentUntil(part.Offset, end);
            next = partEnd < end ? _allocator.Split(part, partEnd - part.Offset) : null;
            if (isPresent)
            {
                _allocator.Free(part);
            }
            else
            {
                _keptAside.Add(part);
                _bytesKeptAside += partEnd - part.Offset;
            }
        }
    }

    // Above the top nothing is left but what has been touched ahead, or used and freed.
    private void ShrinkNeedsLock()
    {
        var end = _chunks!.EndOfPresent(_allocator!.Top, _allocator.Limit);
        if (end > _allocator.Top && _allocator.TryAllocateTop(end - _allocator.Top, out var all))
        {
            FreeWhileFullNeedsLock(all);
        }

        _allocator.Limit = end;
    }

    private void OnFull(IOException exception)
    {
        bool isNews;
        lock (_lock)
        {
            isNews = !_isFull;
            _isFull = true;
            _fullSince = _options!.Time.GetTimestamp();
            ShrinkNeedsLock();
        }

        if (isNews)
        {
            _options.Warn?.Invoke($"{FullMessage} ({exception.Message})");
        }
    }

    private string FullMessage =>
        $"The file system of '{Path}' is full: of the {Capacity} bytes of the object store, {BytesTouched} have found room. Make room there, or set a smaller {nameof(RayOptions)}.ObjectStoreMemory.";

    private bool TryAllocateSlow(long size, out ArenaBlock block)
    {
        long next;
        lock (_lock)
        {
            if (_options!.Time.GetElapsedTime(_fullSince) < RetryPeriod)
            {
                block = default;
                return false;
            }

            // One caller tries at a time.
            _fullSince = _options.Time.GetTimestamp();
            next = _keptAside.Count > 0 ? _keptAside[0].Offset : _allocator!.Limit;
        }

        try
        {
            _chunks!.Touch(next, Math.Min(ArenaAllocator.Alignment, Capacity - next));
        }
        catch (IOException)
        {
            // Full still, as the caller is told by getting nothing.
            block = default;
            return false;
        }

        lock (_lock)
        {
            _isFull = false;
            _allocator!.Limit = Capacity;
            foreach (var kept in _keptAside)
            {
                _allocator.Free(kept);
            }

            _keptAside.Clear();
            _bytesKeptAside = 0;
            return _allocator.TryAllocate(size, out block);
        }
    }
}
