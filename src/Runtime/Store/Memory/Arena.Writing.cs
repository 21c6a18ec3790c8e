namespace Orleans.Ray.Store;

/// <content>Writing, and memory that is made present for it.</content>
internal sealed unsafe partial class Arena
{
    // Bytes that are touched ahead at first; more as more is used.
    private const long LeastTouchAhead = 4 * 1024 * 1024;

    private readonly int _copyThreads;
    private readonly TouchAhead? _touchAhead;
    private readonly long _touchBudget;
    private long _highestTop;
    private long _presentUntil;
    private int _largeWrites;

    /// <summary>Whether memory is being touched ahead at the moment.</summary>
    public bool IsTouching => _touchAhead?.IsRunning == true;

    /// <summary>Copies bytes into a block, with several threads where they are many.</summary>
    /// <exception cref="ArenaFullException">The file system has no room for memory that was not used before. Some of the bytes may have been written. Free the block; another of its size may still be had.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The block has no such place.</exception>
    public void Write(ArenaBlock block, long offset, ReadOnlySpan<byte> source)
    {
        ThrowIfOutside(block, offset, source.Length);
        BeginWrite();
        try
        {
            fixed (byte* bytes = source)
            {
                Copy(block.Offset + offset, bytes, source.Length);
            }
        }
        finally
        {
            _mapping.Release();
        }
    }

    /// <summary>Makes a part of a block present and returns its place, to be written. Good while a reference is held.</summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public byte* WritePointer(ArenaBlock block, long offset, long length)
    {
        ThrowIfOutside(block, offset, length);
        BeginWrite();
        try
        {
            if (_chunks is not null)
            {
                _chunks.Touch(block.Offset + offset, length);
            }

            return _mapping.Writable + block.Offset + offset;
        }
        catch (IOException exception)
        {
            OnFull(exception);
            throw new ArenaFullException(FullMessage, exception);
        }
        finally
        {
            _mapping.Release();
        }
    }

    /// <inheritdoc cref="WritePointer"/>
    public Span<byte> WriteSpan(ArenaBlock block, long offset, int length) => new(WritePointer(block, offset, length), length);

    /// <summary>Makes a block present: before another process writes it, which cannot tell what is, or before it is read, where it may not have been written everywhere.</summary>
    /// <inheritdoc cref="Write" path="/exception"/>
    public void MakePresent(ArenaBlock block) => WritePointer(block, 0, block.Size);

    private void Copy(long offset, byte* source, long length)
    {
        if (_chunks is null)
        {
            MemoryBlocks.Copy(source, _mapping.Writable + offset, length, length >= ParallelCopy.LeastLength);
            return;
        }

        var isLarge = length >= ParallelCopy.LeastLength;
        try
        {
            if (isLarge)
            {
                Interlocked.Increment(ref _largeWrites);
                ParallelCopy.Run(_chunks, offset, source, length, _copyThreads);
            }
            else
            {
                _chunks.Write(offset, source, length, isLarge: false);
            }
        }
        catch (IOException exception)
        {
            OnFull(exception);
            throw new ArenaFullException(FullMessage, exception);
        }
        finally
        {
            if (isLarge)
            {
                Interlocked.Decrement(ref _largeWrites);
            }
        }
    }

    private void BeginWrite()
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        AddReference();
    }

    private void ThrowIfOutside(ArenaBlock block, long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > block.Size - length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), offset, $"{length} bytes from there are not within a block of {block.Size} bytes.");
        }

        ThrowIfOutside(block.Offset, block.Size);
    }

    // Called for each allocation: mostly two comparisons.
    private bool ShouldTouchNeedsLock()
    {
        var top = _allocator!.Top;
        _highestTop = Math.Max(_highestTop, top);
        return _presentUntil - top < WantedAheadNeedsLock() / 2 && !_touchAhead!.IsRunning && NextToTouchNeedsLock() >= 0;
    }

    // As much as has ever been used, so that a node that stores little pays little.
    private long WantedAheadNeedsLock() =>
        _isFull ? 0 : Math.Min(_touchBudget, Math.Max(LeastTouchAhead, _highestTop)) - _allocator!.BytesRecycled;

    private long NextToTouchNeedsLock()
    {
        // The chunk that the top is in is for those to fill who write below.
        var top = (_allocator!.Top + ArenaChunks.Size - 1) / ArenaChunks.Size * ArenaChunks.Size;
        var end = Math.Min(_allocator.Limit, top + WantedAheadNeedsLock());
        _presentUntil = _chunks!.PresentUntil(top, Math.Max(top, end));
        return _presentUntil < end ? _presentUntil : -1;
    }

    private bool TouchNext()
    {
        long next;
        lock (_lock)
        {
            next = NextToTouchNeedsLock();
        }

        if (next < 0 || !_mapping.TryAddReference())
        {
            return false;
        }

        try
        {
            _chunks!.Touch(next, ArenaAllocator.Alignment);
            var length = Math.Min(ArenaChunks.Size, Capacity - next);
            MemoryBlocks.MapPages(_mapping.Writable + next, length);
            MemoryBlocks.MapPages(_mapping.Readable + next, length);
            while (Volatile.Read(ref _largeWrites) > 0 && _isDisposed == 0)
            {
                // Whoever writes now needs the processor, and the file, more.
                Thread.Sleep(1);
            }

            return true;
        }
        catch (IOException exception)
        {
            OnFull(exception);
            return false;
        }
        finally
        {
            _mapping.Release();
        }
    }
}
