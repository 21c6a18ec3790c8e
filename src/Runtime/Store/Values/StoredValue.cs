namespace Orleans.Ray.Store;

/// <summary>A value that lies in the object store. The object is deleted once this is freed or collected and its last reader is gone.</summary>
internal abstract class StoredValue(StoredObject stored)
{
    public StoredObject Object => stored;

    /// <summary>Whether readers see the object itself, rather than a copy.</summary>
    public abstract bool IsReadInPlace { get; }

    /// <summary>Gives the object up. What was read from it stays as it is.</summary>
    public void Free() => stored.Dispose();
}
