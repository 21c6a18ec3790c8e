using System.Buffers.Binary;
using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>A stream between magic words, with a footer that says where its messages are. What it is written to must be empty.</summary>
public class ArrowFileWriter : ArrowStreamWriter
{
    private static readonly byte[] PaddedMagic = [.. FileFormat.Magic, 0, 0];

    private readonly List<FileBlock> _dictionaries = [];
    private readonly List<FileBlock> _batches = [];

    public ArrowFileWriter(Stream stream, Schema schema)
        : this(stream, schema, leaveOpen: false)
    {
    }

    public ArrowFileWriter(Stream stream, Schema schema, bool leaveOpen)
        : this(stream, schema, leaveOpen, options: null)
    {
    }

    public ArrowFileWriter(Stream stream, Schema schema, bool leaveOpen, IpcOptions options)
        : this(stream, schema, leaveOpen, options, allocator: null)
    {
    }

    public ArrowFileWriter(Stream stream, Schema schema, bool leaveOpen, IpcOptions options, MemoryAllocator allocator)
        : base(stream, schema, leaveOpen, options, allocator)
    {
        if (!stream.CanSeek)
        {
            throw new ArgumentException("The stream cannot seek.", nameof(stream));
        }
    }

    private protected override ReadOnlyMemory<byte> Head => PaddedMagic;

    public override void WriteRecordBatch(RecordBatch recordBatch) => base.WriteRecordBatch(recordBatch);

    public override Task WriteRecordBatchAsync(RecordBatch recordBatch, CancellationToken cancellationToken = default)
        => base.WriteRecordBatchAsync(recordBatch, cancellationToken);

    private protected override ReadOnlyMemory<byte> Tail()
    {
        var footer = Messages.Footer(Plan, _dictionaries, _batches).Span;
        var tail = new byte[footer.Length + sizeof(int) + FileFormat.Magic.Length];
        footer.CopyTo(tail);
        BinaryPrimitives.WriteInt32LittleEndian(tail.AsSpan(footer.Length), footer.Length);
        FileFormat.Magic.CopyTo(tail.AsSpan(footer.Length + sizeof(int)));
        return tail;
    }

    private protected override void OnDictionary(FileBlock block) => _dictionaries.Add(block);

    private protected override void OnBatch(FileBlock block) => _batches.Add(block);

    private protected override void CheckDictionary(long id, bool isReplacement)
    {
        if (isReplacement)
        {
            throw new InvalidOperationException($"A file holds one dictionary for each field, but that with id {id} differs from the one of an earlier batch. Give all batches the same dictionary, or write a stream.");
        }
    }
}
