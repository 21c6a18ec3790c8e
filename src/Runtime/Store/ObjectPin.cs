namespace Orleans.Ray.Store;

/// <summary>A reader's hold: while it lives the object's bytes neither move nor go, whatever becomes of the owner's hold and of the store. Pins of one object are independent of one another.</summary>
/// <remarks>Who uses <see cref="Span"/> or <see cref="Pointer"/> keeps the pin reachable meanwhile: a collected pin is a released one.</remarks>
internal sealed unsafe class ObjectPin : IDisposable
{
    private readonly string? _holder;
    private readonly long _length;
    private readonly byte* _address;
    private HeldObject? _entry;

    /// <summary>Takes over a pin that was added to the entry.</summary>
    internal ObjectPin(HeldObject entry, string? holder)
    {
        _entry = entry;
        _holder = holder;
        _length = entry.Size;
        _address = (byte*)entry.Address;
        if (holder is not null)
        {
            entry.AddHolder(holder);
        }
    }

    ~ObjectPin() => Release();

    public long Length => _length;

    /// <summary>Where the bytes are: read-only memory, aligned to 64 bytes.</summary>
    /// <exception cref="ObjectDisposedException">The pin is released.</exception>
    public byte* Pointer
    {
        get
        {
            ThrowIfReleased();
            return _address;
        }
    }

    /// <summary>The bytes, of an object of 2 GiB at most.</summary>
    /// <exception cref="ObjectDisposedException">The pin is released.</exception>
    /// <exception cref="InvalidOperationException">The object is larger than a span can be.</exception>
    public ReadOnlySpan<byte> Span
    {
        get
        {
            ThrowIfReleased();
            return _length <= int.MaxValue
                ? new ReadOnlySpan<byte>(_address, (int)_length)
                : throw new InvalidOperationException($"The object has {_length} bytes, more than a span can hold; read it in slices.");
        }
    }

    /// <summary>Some of the bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are outside the object.</exception>
    public ReadOnlySpan<byte> Slice(long offset, int length)
    {
        ThrowIfReleased();
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, _length - length);
        return new ReadOnlySpan<byte>(_address + offset, length);
    }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (Interlocked.Exchange(ref _entry, null) is { } entry)
        {
            if (_holder is not null)
            {
                entry.RemoveHolder(_holder);
            }

            entry.Release();
        }
    }

    private void ThrowIfReleased() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _entry) is null, this);
}
