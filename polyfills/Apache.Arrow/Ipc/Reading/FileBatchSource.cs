using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Messages where the footer says that they are. The footer and all dictionaries are read before the first batch. Where
/// <c>isAsync</c> is false, everything completes before it returns.
/// </summary>
internal sealed class FileBatchSource(Stream stream, MemoryAllocator allocator, bool leaveOpen) : BatchSource
{
    private readonly Decoder _decoder = new(allocator);
    private byte[] _metadata = [];
    private FileFooter _footer;
    private int _next;

    public bool IsValid => _footer is not null;

    public override Schema GetSchema() => OpenAsync(isAsync: false, CancellationToken.None).GetAwaiter().GetResult().Plan.Schema;

    public override async ValueTask<Schema> GetSchemaAsync(CancellationToken cancellationToken)
        => (await OpenAsync(isAsync: true, cancellationToken).ConfigureAwait(false)).Plan.Schema;

    public override RecordBatch Read() => ReadNextAsync(isAsync: false, CancellationToken.None).GetAwaiter().GetResult();

    public override ValueTask<RecordBatch> ReadAsync(CancellationToken cancellationToken) => ReadNextAsync(isAsync: true, cancellationToken);

    public async ValueTask<int> CountAsync() => (await OpenAsync(isAsync: true, CancellationToken.None).ConfigureAwait(false)).Batches.Length;

    public async ValueTask<RecordBatch> ReadAsync(int index, CancellationToken cancellationToken)
    {
        var footer = await OpenAsync(isAsync: true, cancellationToken).ConfigureAwait(false);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, footer.Batches.Length);
        return await ReadBatchAsync(footer.Batches[index], isAsync: true, cancellationToken).ConfigureAwait(false);
    }

    public override void Dispose()
    {
        if (!leaveOpen)
        {
            stream.Dispose();
        }
    }

    private async ValueTask<RecordBatch> ReadNextAsync(bool isAsync, CancellationToken cancellationToken)
    {
        var footer = await OpenAsync(isAsync, cancellationToken).ConfigureAwait(false);
        if (_next >= footer.Batches.Length)
        {
            return null;
        }

        var batch = await ReadBatchAsync(footer.Batches[_next], isAsync, cancellationToken).ConfigureAwait(false);
        _next++;
        return batch;
    }

    private async ValueTask<FileFooter> OpenAsync(bool isAsync, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_footer is null)
        {
            var footer = await FileFooter.ReadAsync(stream, isAsync, cancellationToken).ConfigureAwait(false);
            _decoder.Use(footer.Plan);
            var bytes = 0L;
            foreach (var block in footer.Dictionaries)
            {
                var message = await ReadMessageAsync(block, isAsync, cancellationToken).ConfigureAwait(false);
                bytes += message.Metadata.Length + message.Body.Length;
                if (bytes > stream.Length)
                {
                    throw Malformed.Metadata("the footer names the same dictionaries again and again");
                }

                if (_decoder.Read(message) is not null)
                {
                    throw Malformed.Batch("there is a record batch where the footer places a dictionary");
                }
            }

            _footer = footer;
        }

        return _footer;
    }

    private async ValueTask<RecordBatch> ReadBatchAsync(FileBlock block, bool isAsync, CancellationToken cancellationToken)
        => _decoder.Read(await ReadMessageAsync(block, isAsync, cancellationToken).ConfigureAwait(false)) ?? throw Malformed.Batch("there is a dictionary where the footer places a record batch");

    private async ValueTask<IpcMessage> ReadMessageAsync(FileBlock block, bool isAsync, CancellationToken cancellationToken)
    {
        stream.Position = block.Offset;
        _metadata = await StreamBytes.ReadAsync(stream, _metadata, block.MetadataLength, isAsync, cancellationToken).ConfigureAwait(false);
        var metadata = FileFooter.Unframed(_metadata.AsMemory(0, block.MetadataLength));
        var bodyLength = MessageSource.BodyLengthOf(metadata.Span);
        var body = await StreamBytes.ReadBodyAsync(stream, allocator, bodyLength, isAsync, cancellationToken).ConfigureAwait(false);
        return new IpcMessage(metadata, body.Memory[..bodyLength], body);
    }
}
