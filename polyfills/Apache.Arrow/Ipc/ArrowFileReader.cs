using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>Reads the batches of a file one after the other, or by index, each time anew.</summary>
public class ArrowFileReader : ArrowStreamReader
{
    private readonly FileBatchSource _file;

    public ArrowFileReader(Stream stream)
        : this(stream, leaveOpen: false)
    {
    }

    public ArrowFileReader(Stream stream, MemoryAllocator allocator)
        : this(stream, allocator, leaveOpen: false)
    {
    }

    public ArrowFileReader(Stream stream, bool leaveOpen)
        : this(stream, allocator: null, leaveOpen)
    {
    }

    public ArrowFileReader(Stream stream, MemoryAllocator allocator, bool leaveOpen)
        : this(new FileBatchSource(stream, allocator ?? MemoryAllocator.Default.Value, leaveOpen))
    {
    }

    private ArrowFileReader(FileBatchSource file)
        : base(file)
        => _file = file;

    /// <summary>False until something has been read.</summary>
    public bool IsFileValid => _file.IsValid;

    public static ArrowFileReader FromFile(string filename) => new(File.OpenRead(filename));

    public ValueTask<int> RecordBatchCountAsync() => _file.CountAsync();

    public ValueTask<RecordBatch> ReadRecordBatchAsync(int index, CancellationToken cancellationToken = default) => _file.ReadAsync(index, cancellationToken);
}
