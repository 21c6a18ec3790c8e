namespace Apache.Arrow.Ipc;

internal abstract class MessageSource : IDisposable
{
    /// <returns>The default at the end. Its metadata is valid until the next call.</returns>
    public abstract IpcMessage Read();

    public abstract ValueTask<IpcMessage> ReadAsync(CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }

    /// <summary>The length of the body that a message says it has.</summary>
    public static int BodyLengthOf(ReadOnlySpan<byte> metadata)
    {
        var length = FlatTable.Root(metadata).Int64(MessageSlots.BodyLength);
        return length is >= 0 and <= int.MaxValue ? (int)length : throw Malformed.Metadata($"a body cannot have {length} bytes");
    }

    protected static int MetadataLength(int length)
        => length >= 0 ? length : throw Malformed.Metadata($"it cannot have {length} bytes");
}
