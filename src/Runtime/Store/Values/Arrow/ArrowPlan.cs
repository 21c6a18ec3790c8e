using Apache.Arrow;
using Apache.Arrow.Ipc;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

/// <summary>Values of Arrow, written by Arrow's own writer and read in place by its reader.</summary>
/// <remarks>
/// They are written twice: once to count, which costs no copy of the data, and once into the store. The metadata of the schema is padded until the first data lies at a multiple of 64 bytes;
/// later messages of a stream lie at multiples of 8, as Arrow has it.
/// </remarks>
internal abstract class ArrowPlan<T> : ValuePlan<T>
{
    private const string PaddingKey = "ray.padding";
    private const string Own = "ray.";

    public sealed override bool MayStore(ValueStore store, T value) => true;

    public sealed override StoredValue<T>? TryPut(ValueStore store, T value, in StoredObjectOrigin origin)
    {
        if (Open(value) is not var (schema, batches))
        {
            return null;
        }

        var marked = Mark(schema, 0);
        var count = new CountingStream();
        try
        {
            Write(count, marked, batches);
        }
        catch (Exception exception) when (exception is NotImplementedException or NotSupportedException)
        {
            // A type that Arrow cannot write yet: shared in this process as it is.
            return null;
        }

        var padding = (int)(IpcFormat.Align(count.FirstBody) - count.FirstBody);
        if (padding > 0)
        {
            marked = Mark(schema, padding);
        }

        // How much longer the schema has become is for its writer to say.
        var length = count.Length + SchemaMessages.Write(marked).Length - count.SchemaLength;

        // Arrow's reader takes memory, of which there is no more.
        if (length > int.MaxValue)
        {
            return null;
        }

        using var writer = store.Objects.Create(length, origin.Describe());
        using var stream = new StoreStream(writer);
        Write(stream, marked, batches);
        return stream.Position == length
            ? new StoredArrow<T>(this, writer.Seal())
            : throw new InvalidOperationException($"The value took {stream.Position} bytes where {length} were counted; it was changed meanwhile.");
    }

    public sealed override T Read(ValueStore store, StoredStream stream)
    {
        ThrowIfOther(stream);
        return Read(stream.Hold);
    }

    /// <summary>Reads in place. What is read has a hold of its own.</summary>
    public T Read(PinHold hold)
    {
        var memory = new PinnedMemory<byte>(hold.TryAdd() ? hold : throw new ObjectDisposedException(nameof(PinHold)), 0, checked((int)hold.Length));
        try
        {
            var reader = new ArrowStreamReader(memory.Memory);
            var batches = new List<RecordBatch>();
            while (reader.ReadNextRecordBatch() is { } batch)
            {
                batches.Add(batch);
            }

            return Make(Unmark(reader.Schema), batches, memory);
        }
        catch (Exception exception) when (exception is not RaySerializationException)
        {
            ((IDisposable)memory).Dispose();
            throw new RaySerializationException($"The object is no Arrow stream. {exception.Message}", exception);
        }
    }

    /// <returns>Null where the value is not stored.</returns>
    protected abstract (Schema Schema, IReadOnlyList<RecordBatch> Batches)? Open(T value);

    /// <param name="schema">As it was put.</param>
    /// <param name="batches">Over the memory of the store.</param>
    /// <param name="memory">That memory, pinned until it is disposed or collected.</param>
    protected abstract T Make(Schema schema, IReadOnlyList<RecordBatch> batches, IDisposable memory);

    private static void Write(StoredStreamWriter stream, Schema schema, IReadOnlyList<RecordBatch> batches)
    {
        using var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true);
        writer.WriteStart();
        stream.EndSchema();
        foreach (var batch in batches)
        {
            writer.WriteRecordBatch(batch);
        }

        writer.WriteEnd();
    }

    private static Schema Unmark(Schema schema)
    {
        var metadata = schema.Metadata.Where(static pair => !pair.Key.StartsWith(Own, StringComparison.Ordinal)).ToArray();
        return new Schema(schema.FieldsList, metadata.Length == 0 ? null! : metadata);
    }

    private Schema Mark(Schema schema, int padding)
    {
        // The fields stay the same objects: Arrow knows dictionaries by them.
        var metadata = schema.Metadata is { } own ? own.ToDictionary() : [];
        metadata[SchemaMessages.KindKey] = Kind;
        metadata[PaddingKey] = new string(' ', padding);
        return new Schema(schema.FieldsList, metadata);
    }
}
