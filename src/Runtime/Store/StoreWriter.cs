namespace Orleans.Ray.Store;

/// <summary>An object that is being written. Sealing it ends that; disposal without sealing gives it up, and so does the collector.</summary>
internal sealed class StoreWriter : IDisposable
{
    // Its finalizer, too, ends what nobody seals.
    private readonly StoredObject _object;
    private StoreEntry? _entry;

    internal StoreWriter(StoreEntry entry)
    {
        _entry = entry;
        _object = new StoredObject(entry);
    }

    public long Size => _object.Size;

    /// <summary>The memory to write to, for an object of 2 GiB at most; all of it is made present first. Not to be used after <see cref="Seal"/> or <see cref="Dispose"/>.</summary>
    /// <exception cref="InvalidOperationException">The object is sealed or given up, or larger than a span can be.</exception>
    /// <exception cref="ObjectStoreFullException">The file system of the shared memory is full.</exception>
    public Span<byte> Span
    {
        get
        {
            var entry = Entry;
            if (entry.Size > int.MaxValue)
            {
                throw new InvalidOperationException($"The object has {entry.Size} bytes, more than a span can hold; write it in parts.");
            }

            try
            {
                return entry.Store.Memory.Arena.WriteSpan(entry.Block, 0, (int)entry.Size);
            }
            catch (ArenaFullException exception)
            {
                throw new ObjectStoreFullException(exception.Message, exception);
            }
        }
    }

    private StoreEntry Entry => _entry ?? throw new InvalidOperationException("The object is sealed or given up; nothing more can be written to it.");

    /// <summary>Writes some of the bytes; large parts by several threads. Different parts may be written at the same time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are outside the object.</exception>
    /// <exception cref="InvalidOperationException">The object is sealed or given up.</exception>
    /// <exception cref="ObjectStoreFullException">The file system of the shared memory is full.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public void Write(long offset, ReadOnlySpan<byte> source)
    {
        var entry = Entry;
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, entry.Size - source.Length);

        // Whoever gives the object up meanwhile must not free its memory under this write.
        if (!entry.TryAddWrite())
        {
            throw new ObjectDisposedException(nameof(StoreWriter), "The object was given up, or its store was closed, before it was written.");
        }

        try
        {
            entry.Store.Memory.Arena.Write(entry.Block, offset, source);
        }
        catch (ArenaFullException exception)
        {
            throw new ObjectStoreFullException(exception.Message, exception);
        }
        finally
        {
            entry.Store.Release(entry);
            GC.KeepAlive(this);
        }
    }

    /// <summary>The finished object, which never changes again. What was not written holds whatever was there.</summary>
    /// <exception cref="InvalidOperationException">The object is sealed or given up.</exception>
    /// <exception cref="ObjectStoreFullException">The file system of the shared memory has no room for what was not written.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public StoredObject Seal()
    {
        var entry = Interlocked.Exchange(ref _entry, null) ?? Entry;
        try
        {
            // Memory that was never written is not there yet: where the file system has no room for it, it must fail here, not in a reader, whom it would kill.
            entry.Store.Memory.Arena.MakePresent(entry.Block);
            entry.Store.Seal(entry);
        }
        catch (ArenaFullException exception)
        {
            _object.Dispose();
            throw new ObjectStoreFullException(exception.Message, exception);
        }
        catch
        {
            _object.Dispose();
            throw;
        }

        return _object;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _entry, null) is not null)
        {
            _object.Dispose();
        }
    }
}
