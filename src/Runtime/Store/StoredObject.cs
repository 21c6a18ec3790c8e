namespace Orleans.Ray.Store;

/// <summary>
/// The owner's hold on an object. When it is disposed of, or collected, the object is deleted; its memory stays until the last pin is gone. The store itself refers to the entry only, so that it does not keep
/// this alive.
/// </summary>
internal sealed class StoredObject : IDisposable
{
    private readonly HeldObject _entry;
    private int _disposed;

    internal StoredObject(HeldObject entry) => _entry = entry;

    ~StoredObject() => Delete();

    public long Size => _entry.Size;

    public StoredObjectInfo Info => _entry.Info;

    public StoredObjectState State => _entry.State;

    /// <summary>Whether the object can be pinned without reading a file.</summary>
    public bool IsInMemory => State is StoredObjectState.InMemory or StoredObjectState.Spilling;

    /// <summary>Pins the object; reads it back where it is spilled, which may block.</summary>
    /// <param name="holder">Who pins it, for listings and errors. Costs a lock where it is given.</param>
    /// <exception cref="ObjectLostException">It was evicted, or cannot be read back; the message says why.</exception>
    /// <exception cref="ObjectStoreFullException">There is no memory to read it into.</exception>
    /// <exception cref="ObjectDisposedException">The hold is disposed of.</exception>
    public ObjectPin Pin(string? holder = null)
    {
        ThrowIfDisposed();
        _entry.Pin();
        var pin = new ObjectPin(_entry, holder);
        GC.KeepAlive(this);
        return pin;
    }

    /// <summary>Pins the object if it is in memory.</summary>
    public bool TryPin([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ObjectPin? pin, string? holder = null)
    {
        pin = _entry.TryAddPin() ? new ObjectPin(_entry, holder) : null;
        GC.KeepAlive(this);
        return pin is not null;
    }

    /// <inheritdoc cref="Pin"/>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<ObjectPin> PinAsync(CancellationToken cancellationToken, string? holder = null)
    {
        ThrowIfDisposed();
        cancellationToken.ThrowIfCancellationRequested();
        return TryPin(out var pin, holder) ? new(pin) : new(WaitAsync());

        async Task<ObjectPin> WaitAsync()
        {
            await _entry.PinAsync(cancellationToken).ConfigureAwait(false);
            var pin = new ObjectPin(_entry, holder);
            GC.KeepAlive(this);
            return pin;
        }
    }

    /// <summary>Whether another node has it too; then it is evicted where others are spilled.</summary>
    public void SetExistsElsewhere(bool value)
    {
        _entry.SetExistsElsewhere(value);
        GC.KeepAlive(this);
    }

    /// <summary>A pin without an object for it, for a short read; false where the object is not in memory. Each one that succeeds needs one <see cref="ReleasePin"/>, also after disposal.</summary>
    /// <param name="address">Where its bytes are until then.</param>
    public bool TryAddPin(out nint address)
    {
        if (_entry.TryAddPin())
        {
            address = _entry.Address;
            GC.KeepAlive(this);
            return true;
        }

        address = 0;
        return false;
    }

    public void ReleasePin() => _entry.Release();

    public void Dispose()
    {
        Delete();
        GC.SuppressFinalize(this);
    }

    private void Delete()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _entry.Delete();
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
}
