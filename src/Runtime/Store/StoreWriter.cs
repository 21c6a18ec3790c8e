namespace Orleans.Ray.Store;

/// <summary>An object that is being written. Sealing it ends that; disposal without sealing gives it up.</summary>
internal sealed unsafe class StoreWriter : IDisposable
{
    private readonly StoredObject _object;
    private StoreEntry? _entry;

    internal StoreWriter(StoreEntry entry)
    {
        _entry = entry;
        _object = new StoredObject(entry);
    }

    public long Size => _object.Size;

    /// <summary>The memory to write to, for an object of 2 GiB at most; all of its pages are made present first. Not to be used after <see cref="Seal"/> or <see cref="Dispose"/>.</summary>
    /// <exception cref="InvalidOperationException">The object is sealed or given up, or larger than a span can be.</exception>
    public Span<byte> Span
    {
        get
        {
            var entry = Entry;
            return entry.Size <= int.MaxValue
                ? new Span<byte>((byte*)entry.Address, (int)entry.Size)
                : throw new InvalidOperationException($"The object has {entry.Size} bytes, more than a span can hold; write it in parts.");
        }
    }

    private StoreEntry Entry => _entry ?? throw new InvalidOperationException("The object is sealed or given up; nothing more can be written to it.");

    /// <summary>Writes some of the bytes; large parts by several threads. Different parts may be written at the same time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are outside the object.</exception>
    /// <exception cref="InvalidOperationException">The object is sealed or given up.</exception>
    public void Write(long offset, ReadOnlySpan<byte> source)
    {
        var entry = Entry;
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, entry.Size - source.Length);
        source.CopyTo(new Span<byte>((byte*)entry.Address + offset, source.Length));
        GC.KeepAlive(this);
    }

    /// <summary>The finished object, which never changes again. What was not written holds whatever was there.</summary>
    /// <exception cref="InvalidOperationException">The object is sealed or given up.</exception>
    public StoredObject Seal()
    {
        var entry = Entry;
        _entry = null;
        entry.Store.Seal(entry);
        return _object;
    }

    public void Dispose()
    {
        if (_entry is { } entry)
        {
            _entry = null;
            entry.Store.Abort(entry);
            _object.Dispose();
        }
    }
}
