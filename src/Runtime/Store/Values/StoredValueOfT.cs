namespace Orleans.Ray.Store;

/// <summary>A value of a known type in the object store.</summary>
/// <typeparam name="T">The static type that it was put as.</typeparam>
internal abstract class StoredValue<T>(StoredObject stored) : StoredValue(stored)
{
    /// <summary>The value: a view of the object in place, which pins it, or a copy for its reader alone. Reads a spilled object back, which may block.</summary>
    /// <exception cref="ObjectDisposedException">The value was freed.</exception>
    /// <exception cref="ObjectLostException">The object was evicted, or cannot be read back.</exception>
    public abstract T Read();
}
