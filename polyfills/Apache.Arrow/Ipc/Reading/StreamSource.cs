using System.Buffers.Binary;
using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>Messages from a stream: metadata in an array that is used again, each body in memory of its own from the allocator.</summary>
internal sealed class StreamSource(Stream stream, MemoryAllocator allocator, bool leaveOpen) : MessageSource
{
    public const int Continuation = -1;

    private readonly byte[] _prefix = new byte[sizeof(int)];
    private byte[] _metadata = [];
    private bool _hasEnded;

    public override IpcMessage Read() => ReadAsync(isAsync: false, CancellationToken.None).GetAwaiter().GetResult();

    public override ValueTask<IpcMessage> ReadAsync(CancellationToken cancellationToken) => ReadAsync(isAsync: true, cancellationToken);

    public override void Dispose()
    {
        if (!leaveOpen)
        {
            stream.Dispose();
        }
    }

    private async ValueTask<IpcMessage> ReadAsync(bool isAsync, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var length = _hasEnded ? 0 : await ReadLengthAsync(isAsync, cancellationToken).ConfigureAwait(false);
        if (length == 0)
        {
            _hasEnded = true;
            return default;
        }

        _metadata = await StreamBytes.ReadAsync(stream, _metadata, length, isAsync, cancellationToken).ConfigureAwait(false);
        var metadata = _metadata.AsMemory(0, length);
        var body = await StreamBytes.ReadBodyAsync(stream, allocator, BodyLengthOf(metadata.Span), isAsync, cancellationToken).ConfigureAwait(false);
        return new IpcMessage(metadata, body.Memory, body);
    }

    /// <returns>Zero at the end, which may be one that the stream has no marker for.</returns>
    private async ValueTask<int> ReadLengthAsync(bool isAsync, CancellationToken cancellationToken)
    {
        var count = await StreamBytes.FillAsync(stream, _prefix, isAsync, cancellationToken).ConfigureAwait(false);
        if (count == 0)
        {
            return 0;
        }

        StreamBytes.CheckComplete(count, _prefix.Length);
        var length = BinaryPrimitives.ReadInt32LittleEndian(_prefix);
        if (length == Continuation)
        {
            StreamBytes.CheckComplete(await StreamBytes.FillAsync(stream, _prefix, isAsync, cancellationToken).ConfigureAwait(false), _prefix.Length);
            length = BinaryPrimitives.ReadInt32LittleEndian(_prefix);
        }

        return MetadataLength(length);
    }
}
