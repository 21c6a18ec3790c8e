using System.Buffers.Binary;
using System.Collections.Concurrent;
using Apache.Arrow;
using Apache.Arrow.Types;
using Orleans.Ray.Objects;
using Orleans.Serialization;

namespace Orleans.Ray.Store;

/// <summary>
/// Values that Orleans serializes. The object is a stream of one record batch with one row: a column of the serialized bytes, and one list column for each large array of the value, which is
/// copied in one block.
/// </summary>
/// <remarks>
/// A value that cannot be serialized, because a type in it has no codec, is bound to this process, or has a codec that fails (which is logged), is not stored; it is copied as small ones are, and if that cannot be either, that is the error.
/// </remarks>
internal sealed class SerializedPlan<T> : ValuePlan<T>
{
    private const int MaxSchemas = 1024;
    private const int ValueBuffer = 2;

    private static readonly ConcurrentDictionary<string, byte[]> Schemas = new();

    private readonly SizeProbe<T> _probe = SizeProbes.Of<T>();
    private volatile bool _hasNoCodec;

    public override string Kind => StoredKinds.Object;

    public override bool MayStore(ValueStore store, T value)
    {
        if (_hasNoCodec)
        {
            return false;
        }

        // What has clearly less than the limit is not serialized to find out.
        var budget = store.MaxInlineObjectSize / 2;
        return budget == 0 || _probe.Exceeds(value, ref budget, 0);
    }

    public override StoredValue<T>? TryPut(ValueStore store, T value, in StoredObjectOrigin origin)
    {
        if (!MayStore(store, value))
        {
            return null;
        }

        using var stream = new SegmentWriter();
        OutOfBandWriting writing;
        try
        {
            writing = store.Serializer.Write(value!, stream);
        }
        catch (CodecNotFoundException)
        {
            // It may also be something that this one value holds.
            _hasNoCodec = !store.Serializer.CanSerialize(typeof(T));
            return null;
        }
        catch (RaySerializationException)
        {
            // It holds something that is bound to this process.
            return null;
        }
        catch (Exception exception) when (exception is not (ObjectDisposedException or OutOfMemoryException))
        {
            // A codec of the user's. Whether the value can be copied is for its copier to say.
            store.CouldNotSerialize(exception, value!.GetType());
            return null;
        }

        return store.IsLarge(stream.Length + writing.BufferBytes) ? Put(store, stream, writing.Buffers, origin) : null;
    }

    public override T Read(ValueStore store, StoredStream stream)
    {
        ThrowIfOther(stream);
        var buffers = stream.ReadBuffers(out _);

        // The value: a bitmap, offsets, bytes. Each array: a bitmap, offsets, a bitmap, elements.
        if (buffers.Count < 3 || (buffers.Count - 3) % 4 != 0)
        {
            throw new RaySerializationException($"The object has {buffers.Count} buffers, which a serialized value cannot have.");
        }

        return Read(store, stream.Hold, buffers[ValueBuffer], [.. buffers.Skip(ValueBuffer + 4).Where(static (_, index) => index % 4 == 0)]);
    }

    public T Read(ValueStore store, StoredObject stored, (long Offset, long Length) stream, IReadOnlyList<(long Offset, long Length)> buffers)
    {
        var hold = Pins.Hold(stored);
        try
        {
            return Read(store, hold, stream, buffers);
        }
        finally
        {
            hold.Release();
        }
    }

    private static unsafe T Read(ValueStore store, PinHold hold, (long Offset, long Length) stream, IReadOnlyList<(long Offset, long Length)> buffers)
    {
        object value;
        try
        {
            value = store.Serializer.Read(new ReadOnlySpan<byte>(hold.Pointer + stream.Offset, checked((int)stream.Length)), new OutOfBandReading(hold, buffers));
        }
        catch (Exception exception) when (exception is not RaySerializationException)
        {
            throw new RaySerializationException($"A stored value of type {typeof(T)} cannot be read. {exception.Message}", exception);
        }

        return value is T result ? result : throw new RaySerializationException($"The object holds a value of type {value?.GetType()}, which cannot be read as {typeof(T)}.");
    }

    private StoredSerialized<T> Put(ValueStore store, SegmentWriter stream, IReadOnlyList<OutOfBandBuffer> buffers, in StoredObjectOrigin origin)
    {
        var layout = new BatchLayout(1);
        layout.AddArray(1);
        layout.AddBuffer(2 * sizeof(long));
        var valueOffset = layout.AddBuffer(stream.Length);
        var places = new (long Offset, long Length)[buffers.Count];
        for (var i = 0; i < places.Length; i++)
        {
            layout.AddArray(1);
            layout.AddBuffer(2 * sizeof(long));
            layout.AddArray(buffers[i].Length / buffers[i].ElementSize);
            places[i] = (layout.AddBuffer(buffers[i].Length), buffers[i].Length);
        }

        var schema = SchemaOf(buffers);
        var prefix = new byte[schema.Length + BatchHeader.LengthAt(schema.Length, layout)];
        schema.CopyTo(prefix, 0);
        BatchHeader.Write(prefix.AsSpan(schema.Length), layout);

        using var writer = store.Objects.Create(prefix.Length + layout.BodyLength + IpcFormat.PrefixLength, origin.Describe());
        writer.Write(0, prefix);
        WriteOffsets(writer, prefix.Length, stream.Length);
        stream.Write(writer, prefix.Length + valueOffset);
        WritePadding(writer, prefix.Length + valueOffset + stream.Length);
        for (var i = 0; i < places.Length; i++)
        {
            places[i].Offset += prefix.Length;
            WriteOffsets(writer, places[i].Offset - IpcFormat.Alignment, buffers[i].Length / buffers[i].ElementSize);
            buffers[i].Write(writer, places[i].Offset);
            WritePadding(writer, places[i].Offset + places[i].Length);
        }

        Span<byte> end = stackalloc byte[IpcFormat.PrefixLength];
        IpcFormat.WritePrefix(end, 0);
        writer.Write(writer.Size - end.Length, end);
        return new StoredSerialized<T>(this, store, writer.Seal(), (prefix.Length + valueOffset, stream.Length), places);
    }

    // Zero and the end: the only row has all.
    private static void WriteOffsets(StoreWriter writer, long position, long count)
    {
        Span<byte> offsets = stackalloc byte[IpcFormat.Alignment];
        offsets.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(offsets[sizeof(long)..], count);
        writer.Write(position, offsets);
    }

    private static void WritePadding(StoreWriter writer, long position)
    {
        Span<byte> padding = stackalloc byte[IpcFormat.Alignment];
        padding.Clear();
        writer.Write(position, padding[..(int)(IpcFormat.Align(position) - position)]);
    }

    private static byte[] SchemaOf(IReadOnlyList<OutOfBandBuffer> buffers)
    {
        if (Schemas.Count >= MaxSchemas)
        {
            Schemas.Clear();
        }

        return Schemas.GetOrAdd(string.Join(',', buffers.Select(static buffer => ElementTypes.NameOf(buffer.ElementType))), static (_, buffers) => MakeSchema(buffers), buffers);
    }

    private static byte[] MakeSchema(IReadOnlyList<OutOfBandBuffer> buffers)
    {
        IEnumerable<Field> fields =
        [
            new Field("value", LargeBinaryType.Default, nullable: false),
            .. buffers.Select(static (buffer, index) =>
                new Field($"array{index}", new LargeListType(new Field("item", ElementTypes.ArrowTypeOf(buffer.ElementType, buffer.ElementSize), nullable: false)), nullable: false)),
        ];
        return SchemaMessages.Write(fields, new Dictionary<string, string>
        {
            [SchemaMessages.KindKey] = StoredKinds.Object,
            [SchemaMessages.TypeKey] = typeof(T).FullName ?? typeof(T).Name,
        });
    }
}
