using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Reads batches until the end, which is a marker or the end of the data between two messages. Over memory nothing is copied: the
/// arrays lie where the bytes do, which the caller keeps alive and unchanged.
/// </summary>
public class ArrowStreamReader : IArrowArrayStream
{
    private readonly BatchSource _source;

    public ArrowStreamReader(Stream stream)
        : this(stream, leaveOpen: false)
    {
    }

    public ArrowStreamReader(Stream stream, MemoryAllocator allocator)
        : this(stream, allocator, leaveOpen: false)
    {
    }

    public ArrowStreamReader(Stream stream, bool leaveOpen)
        : this(stream, allocator: null, leaveOpen)
    {
    }

    public ArrowStreamReader(Stream stream, MemoryAllocator allocator, bool leaveOpen)
        : this(new StreamBatchSource(
            new StreamSource(stream ?? throw new ArgumentNullException(nameof(stream)), allocator ?? MemoryAllocator.Default.Value, leaveOpen),
            allocator))
    {
    }

    public ArrowStreamReader(ReadOnlyMemory<byte> buffer)
        : this(new StreamBatchSource(new MemorySource(buffer), allocator: null))
    {
    }

    private protected ArrowStreamReader(BatchSource source) => _source = source;

    public Schema Schema => _source.GetSchema();

    public ValueTask<Schema> GetSchema(CancellationToken cancellationToken = default) => _source.GetSchemaAsync(cancellationToken);

    public ValueTask<RecordBatch> ReadNextRecordBatchAsync(CancellationToken cancellationToken = default) => _source.ReadAsync(cancellationToken);

    public RecordBatch ReadNextRecordBatch() => _source.Read();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }
    }
}
