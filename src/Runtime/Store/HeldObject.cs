namespace Orleans.Ray.Store;

/// <summary>
/// An object as its owner's hold, its writer and its pins use it: an entry of the table in the node's own process, and what a connection has been given in another one.
/// </summary>
internal abstract class HeldObject(in StoredObjectInfo info, long size)
{
    private readonly StoredObjectInfo _info = info;

    public ref readonly StoredObjectInfo Info => ref _info;

    public long Size => size;

    public StoredObjectState State { get; set; }

    /// <summary>Where the bytes are, read-only. Good while a pin is held.</summary>
    public nint Address { get; protected set; }

    /// <summary>A pin, where that takes no waiting. It needs one <see cref="Release"/>.</summary>
    public abstract bool TryAddPin();

    /// <inheritdoc cref="StoredObject.Pin"/>
    public abstract void Pin();

    /// <inheritdoc cref="StoredObject.PinAsync"/>
    public abstract Task PinAsync(CancellationToken cancellationToken);

    /// <summary>Takes a pin away.</summary>
    public abstract void Release();

    /// <summary>Says who has a pin.</summary>
    public abstract void AddHolder(string holder);

    public abstract void RemoveHolder(string holder);

    /// <summary>The writer has finished.</summary>
    public abstract void Seal();

    /// <summary>The owner lets go, or the writer of what it has not sealed.</summary>
    public abstract void Delete();

    /// <inheritdoc cref="StoreWriter.Write"/>
    public abstract void Write(long offset, ReadOnlySpan<byte> source);

    /// <summary>All of the bytes, present and to be written. Of 2 GiB at most.</summary>
    public abstract Span<byte> WriteSpan();

    /// <inheritdoc cref="StoredObject.SetExistsElsewhere"/>
    public abstract void SetExistsElsewhere(bool value);
}
