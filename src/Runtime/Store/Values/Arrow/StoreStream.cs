namespace Orleans.Ray.Store;

/// <summary>Writes into an object of the store.</summary>
internal sealed class StoreStream(StoreWriter writer) : StoredStreamWriter
{
    protected override void WriteAt(long position, ReadOnlySpan<byte> buffer) => writer.Write(position, buffer);
}
