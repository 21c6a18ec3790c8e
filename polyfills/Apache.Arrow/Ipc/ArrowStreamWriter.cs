using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Schema, then for each batch the dictionaries that it needs and have not been written, then the batch. What lies in memory
/// as the format wants it is handed to the stream as it is, a buffer in one call.
/// </summary>
public partial class ArrowStreamWriter : IDisposable
{
    private static readonly byte[] Zeros = new byte[64];

    private readonly SchemaPlan _plan;
    private readonly MessageWriter _messages;
    private readonly WrittenDictionaries _dictionaries;
    private readonly bool _leaveOpen;
    private readonly bool _isLegacy;
    private bool _hasStarted;
    private bool _hasEnded;
    private bool _isDisposed;

    public ArrowStreamWriter(Stream baseStream, Schema schema)
        : this(baseStream, schema, leaveOpen: false)
    {
    }

    public ArrowStreamWriter(Stream baseStream, Schema schema, bool leaveOpen)
        : this(baseStream, schema, leaveOpen, options: null)
    {
    }

    public ArrowStreamWriter(Stream baseStream, Schema schema, bool leaveOpen, IpcOptions options)
        : this(baseStream, schema, leaveOpen, options, allocator: null)
    {
    }

    /// <param name="allocator">Not needed: nothing is copied that would have to stay.</param>
    public ArrowStreamWriter(Stream baseStream, Schema schema, bool leaveOpen, IpcOptions options, MemoryAllocator allocator)
    {
        ArgumentNullException.ThrowIfNull(baseStream);
        ArgumentNullException.ThrowIfNull(schema);
        if (!baseStream.CanWrite)
        {
            throw new ArgumentException("The stream cannot be written to.", nameof(baseStream));
        }

        BaseStream = baseStream;
        Schema = schema;
        _leaveOpen = leaveOpen;
        _isLegacy = options?.WriteLegacyIpcFormat == true;
        _plan = SchemaPlan.Of(schema);
        _dictionaries = _plan.HasDictionaries ? new WrittenDictionaries() : null;
        _messages = new MessageWriter(_isLegacy);
    }

    protected Stream BaseStream { get; }

    protected bool HasWrittenSchema { get; set; }

    protected Schema Schema { get; }

    /// <summary>How much has been written.</summary>
    private protected long Position { get; private set; }

    private protected SchemaPlan Plan => _plan;

    private protected MessageWriter Messages => _messages;

    public virtual void WriteRecordBatch(RecordBatch recordBatch)
    {
        Check(recordBatch);
        WriteStart();
        try
        {
            foreach (var (id, data) in MissingDictionaries(recordBatch))
            {
                OnDictionary(Write(Encode(id, data)));
                _dictionaries.Written(id, data);
            }

            OnBatch(Write(Encode(recordBatch)));
        }
        finally
        {
            _messages.Body.Clear();
        }
    }

    public void WriteStart()
    {
        if (!_hasStarted)
        {
            _hasStarted = true;
            WriteBytes(Head);
        }

        if (!HasWrittenSchema)
        {
            HasWrittenSchema = true;
            WriteBytes(_messages.Schema(_plan, Position));
        }
    }

    public void WriteEnd()
    {
        if (!_hasEnded)
        {
            WriteStart();
            _hasEnded = true;
            WriteBytes(EndOfStream);
            WriteBytes(Tail());
        }
    }

    /// <summary>Does not write the end.</summary>
    public virtual void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            if (!_leaveOpen)
            {
                BaseStream.Dispose();
            }

            GC.SuppressFinalize(this);
        }
    }

    protected int CalculatePadding(long offset, int alignment = 8) => (int)(BitUtility.RoundUpToMultiplePowerOfTwo(offset, alignment) - offset);

    private FileBlock Write(Memory<byte> metadata)
    {
        var block = new FileBlock(Position, metadata.Length, _messages.Body.Length);
        WriteBytes(metadata);
        foreach (var part in _messages.Body.Parts)
        {
            WriteBytes(part.Bytes);
            WriteBytes(Zeros.AsMemory(0, part.Padding));
        }

        return block;
    }

    private void WriteBytes(ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            BaseStream.Write(bytes.Span);
            Position += bytes.Length;
        }
    }
}
