using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>Messages one after the other.</summary>
internal sealed class StreamBatchSource(MessageSource messages, MemoryAllocator allocator) : BatchSource
{
    private readonly Decoder _decoder = new(allocator);

    public override Schema GetSchema()
    {
        if (_decoder.Plan is null && messages.Read() is { IsEnd: false } first)
        {
            _decoder.ReadSchema(first);
        }

        return _decoder.Plan?.Schema;
    }

    public override async ValueTask<Schema> GetSchemaAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_decoder.Plan is null && await messages.ReadAsync(cancellationToken).ConfigureAwait(false) is { IsEnd: false } first)
        {
            _decoder.ReadSchema(first);
        }

        return _decoder.Plan?.Schema;
    }

    public override RecordBatch Read()
    {
        if (GetSchema() is null)
        {
            return null;
        }

        while (messages.Read() is { IsEnd: false } message)
        {
            if (_decoder.Read(message) is { } batch)
            {
                return batch;
            }
        }

        return null;
    }

    public override async ValueTask<RecordBatch> ReadAsync(CancellationToken cancellationToken)
    {
        if (await GetSchemaAsync(cancellationToken).ConfigureAwait(false) is null)
        {
            return null;
        }

        while (await messages.ReadAsync(cancellationToken).ConfigureAwait(false) is { IsEnd: false } message)
        {
            if (_decoder.Read(message) is { } batch)
            {
                return batch;
            }
        }

        return null;
    }

    public override void Dispose() => messages.Dispose();
}
