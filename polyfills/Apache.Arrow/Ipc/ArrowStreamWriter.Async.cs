namespace Apache.Arrow.Ipc;

public partial class ArrowStreamWriter
{
    public virtual async Task WriteRecordBatchAsync(RecordBatch recordBatch, CancellationToken cancellationToken = default)
    {
        Check(recordBatch);
        await WriteStartAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var (id, data) in MissingDictionaries(recordBatch))
            {
                OnDictionary(await WriteAsync(Encode(id, data), cancellationToken).ConfigureAwait(false));
                _dictionaries.Written(id, data);
            }

            OnBatch(await WriteAsync(Encode(recordBatch), cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _messages.Body.Clear();
        }
    }

    public async Task WriteStartAsync(CancellationToken cancellationToken = default)
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            await WriteBytesAsync(Head, cancellationToken).ConfigureAwait(false);
        }

        if (!HasWrittenSchema)
        {
            HasWrittenSchema = true;
            await WriteBytesAsync(_messages.Schema(_plan, Position), cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task WriteEndAsync(CancellationToken cancellationToken = default)
    {
        if (!_hasEnded)
        {
            await WriteStartAsync(cancellationToken).ConfigureAwait(false);
            _hasEnded = true;
            await WriteBytesAsync(EndOfStream, cancellationToken).ConfigureAwait(false);
            await WriteBytesAsync(Tail(), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<FileBlock> WriteAsync(Memory<byte> metadata, CancellationToken cancellationToken)
    {
        var block = new FileBlock(Position, metadata.Length, _messages.Body.Length);
        await WriteBytesAsync(metadata, cancellationToken).ConfigureAwait(false);
        foreach (var part in _messages.Body.Parts)
        {
            await WriteBytesAsync(part.Bytes, cancellationToken).ConfigureAwait(false);
            await WriteBytesAsync(Zeros.AsMemory(0, part.Padding), cancellationToken).ConfigureAwait(false);
        }

        return block;
    }

    private async ValueTask WriteBytesAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (!bytes.IsEmpty)
        {
            await BaseStream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            Position += bytes.Length;
        }
    }
}
