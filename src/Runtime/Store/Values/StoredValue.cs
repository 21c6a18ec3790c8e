namespace Orleans.Ray.Store;

/// <summary>A value that lies in the object store. The object is deleted once this is freed or collected and its last reader is gone.</summary>
/// <typeparam name="T">The static type that it was put as.</typeparam>
internal abstract class StoredValue<T>(StoredObject stored)
{
    /// <summary>Bytes in the store.</summary>
    public long Size => Object.Size;

    public StoredObject Object => stored;

    /// <summary>The value: a view of the object in place, which pins it, or a copy for its reader alone. Reads a spilled object back, which may block.</summary>
    /// <exception cref="ObjectDisposedException">The value was freed.</exception>
    /// <exception cref="ObjectLostException">The object was evicted, or cannot be read back.</exception>
    public abstract T Read();

    /// <summary>Gives the object up. What was read from it stays as it is.</summary>
    public void Free() => Object.Dispose();
}
