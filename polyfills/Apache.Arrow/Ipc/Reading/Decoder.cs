using Apache.Arrow.Memory;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Messages in, batches out: the schema first, then dictionaries, which are kept, and batches. A dictionary that is not a delta
/// takes the place of the one before; batches that were read keep theirs.
/// </summary>
internal sealed class Decoder(MemoryAllocator allocator)
{
    private DictionaryStore _dictionaries;

    public SchemaPlan Plan { get; private set; }

    public void ReadSchema(IpcMessage message)
    {
        var root = HeaderOf(message, out var kind);
        if (kind != MessageSlots.SchemaHeader)
        {
            throw new InvalidDataException("The first message is not a schema.");
        }

        Use(SchemaReader.Read(root.Table(MessageSlots.Header), message.Metadata.Length));
    }

    public void Use(SchemaPlan plan)
    {
        Plan = plan;
        _dictionaries = new DictionaryStore(plan, allocator);
    }

    public static void CheckVersion(short version)
    {
        if (version < MessageSlots.Version4)
        {
            throw new InvalidDataException("The data was written in a version of the format before V4, whose layout differs.");
        }
    }

    /// <returns>Null where the message was a dictionary.</returns>
    public RecordBatch Read(IpcMessage message)
    {
        var root = HeaderOf(message, out var kind);
        switch (kind)
        {
            case MessageSlots.BatchHeader:
                return ReadBatch(root.Table(MessageSlots.Header), message);
            case MessageSlots.DictionaryHeader:
                _dictionaries.Read(root.Table(MessageSlots.Header), message.Body);
                return null;
            default:
                throw new InvalidDataException($"A message of kind {kind} is neither a record batch nor a dictionary.");
        }
    }

    private RecordBatch ReadBatch(FlatTable batch, IpcMessage message)
    {
        var decoder = new BatchDecoder(batch, message.Body, _dictionaries);
        var columns = new List<IArrowArray>(Plan.Fields.Length);
        foreach (var field in Plan.Fields)
        {
            columns.Add(ArrowArrayFactory.BuildArray(decoder.ReadColumn(field)));
        }

        decoder.CheckEnd();
        return new RecordBatch(Plan.Schema, columns, decoder.Length, message.Owner);
    }

    private static FlatTable HeaderOf(IpcMessage message, out byte kind)
    {
        var root = FlatTable.Root(message.Metadata.Span);
        CheckVersion(root.Int16(MessageSlots.Version));
        kind = root.Byte(MessageSlots.HeaderType);
        return root;
    }
}
