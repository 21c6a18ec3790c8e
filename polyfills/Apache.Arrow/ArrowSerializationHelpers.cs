using Apache.Arrow.Ipc;

namespace Apache.Arrow;

public static class ArrowSerializationHelpers
{
    public static Schema DeserializeSchema(ReadOnlyMemory<byte> serializedSchema)
    {
        using var reader = new ArrowStreamReader(serializedSchema);
        return reader.Schema;
    }

    /// <summary>The columns lie in the memory given.</summary>
    public static RecordBatch DeserializeRecordBatch(Schema schema, ReadOnlyMemory<byte> serializedRecordBatch)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var decoder = new Decoder(allocator: null);
        decoder.Use(PlanOf(schema));
        using var messages = new MemorySource(serializedRecordBatch);
        return messages.Read() is { IsEnd: false } message ? decoder.Read(message) : null;
    }

    public static byte[] SerializeSchema(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new MessageWriter(isLegacy: false).Schema(SchemaPlan.Of(schema), position: 0).ToArray();
    }

    /// <summary>Without the schema.</summary>
    public static byte[] SerializeRecordBatch(RecordBatch recordBatch)
    {
        ArgumentNullException.ThrowIfNull(recordBatch);
        PlanOf(recordBatch.Schema);
        using var stream = new MemoryStream();
        using (var writer = new SchemalessWriter(stream, recordBatch.Schema))
        {
            writer.WriteRecordBatch(recordBatch);
            writer.WriteEnd();
        }

        return stream.ToArray();
    }

    private static SchemaPlan PlanOf(Schema schema)
    {
        var plan = SchemaPlan.Of(schema);
        return plan.HasDictionaries ? throw new InvalidOperationException("A batch with dictionaries cannot be serialized by itself: write a stream.") : plan;
    }

    private sealed class SchemalessWriter : ArrowStreamWriter
    {
        public SchemalessWriter(Stream stream, Schema schema)
            : base(stream, schema, leaveOpen: true)
            => HasWrittenSchema = true;
    }
}
