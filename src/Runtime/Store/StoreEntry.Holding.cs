namespace Orleans.Ray.Store;

/// <content>What its holders in this process ask of it.</content>
internal sealed partial class StoreEntry
{
    public override void Pin() => Store.Pin(this);

    public override Task PinAsync(CancellationToken cancellationToken) => Store.PinAsync(this, cancellationToken);

    public override void Release() => Store.Release(this);

    public override void AddHolder(string holder) => Store.AddHolder(this, holder);

    public override void RemoveHolder(string holder) => Store.RemoveHolder(this, holder);

    public override void Seal()
    {
        // Memory that was never written is not there yet: where the file system has no room for it, it must fail here, not in a reader, whom it would kill.
        MakePresent();
        Store.Seal(this);
    }

    public override void Delete() => Store.Delete(this);

    public override void SetExistsElsewhere(bool value) => Store.SetExistsElsewhere(this, value);

    public override void Write(long offset, ReadOnlySpan<byte> source)
    {
        AddWrite();
        try
        {
            Store.Memory.Arena.Write(Block, offset, source);
        }
        catch (ArenaFullException exception)
        {
            throw new ObjectStoreFullException(exception.Message, exception);
        }
        finally
        {
            Release();
        }
    }

    public override Span<byte> WriteSpan()
    {
        try
        {
            return Store.Memory.Arena.WriteSpan(Block, 0, (int)Size);
        }
        catch (ArenaFullException exception)
        {
            throw new ObjectStoreFullException(exception.Message, exception);
        }
    }

    /// <summary>Makes all memory of an object that is being written present, so that readers, and writers of other processes, find it.</summary>
    /// <inheritdoc cref="StoreWriter.Write" path="/exception"/>
    public void MakePresent()
    {
        AddWrite();
        try
        {
            Store.Memory.Arena.MakePresent(Block);
        }
        catch (ArenaFullException exception)
        {
            throw new ObjectStoreFullException(exception.Message, exception);
        }
        finally
        {
            Release();
        }
    }

    // Whoever gives the object up meanwhile must not free its memory under a write.
    private void AddWrite()
    {
        if (!TryAddWrite())
        {
            throw new ObjectDisposedException(nameof(StoreWriter), "The object was given up, or its store was closed, before it was written.");
        }
    }
}
