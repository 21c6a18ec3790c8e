namespace Orleans.Ray.Store;

/// <summary>Elements that a serialized value has beside its stream: noted while it is serialized, written to the store in blocks after.</summary>
internal abstract class OutOfBandBuffer(long length)
{
    /// <summary>Bytes.</summary>
    public long Length { get; } = length;

    public abstract Type ElementType { get; }

    public abstract int ElementSize { get; }

    public abstract void Write(StoreWriter writer, long offset);
}
