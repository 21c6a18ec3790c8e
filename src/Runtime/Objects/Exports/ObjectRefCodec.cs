using System.Buffers;
using Orleans.Ray.CodeGeneration;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Ray.Objects;

/// <summary>References in bytes: the node and the id of the object. Writing one keeps the object on its node; see <see cref="ExportedObjects"/>.</summary>
/// <remarks>Layout: a byte for the version, then four numbers of 64 bits and one of 32, all little-endian.</remarks>
/// <param name="exports">Those of the node that this serializer belongs to; null where there is none, as in a client.</param>
/// <param name="none">Where this is there, references are refused.</param>
[RegisterSerializer]
internal sealed class ObjectRefCodec<T>(ExportedObjects? exports = null, NoExports? none = null) : IFieldCodec<ObjectRef<T>>
{
    private const byte Version = 1;
    private const int Length = sizeof(byte) + (4 * sizeof(ulong)) + sizeof(uint);

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, ObjectRef<T> value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is null)
        {
            writer.WriteFieldHeader(fieldIdDelta, expectedType, expectedType, WireType.Reference);
            writer.WriteVarUInt32(0);
            return;
        }

        if (none is not null)
        {
            throw new RaySerializationException($"{value} is not written here.");
        }

        var home = Keep(value);
        var id = value.Id;
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(ObjectRef<T>), WireType.LengthPrefixed);
        writer.WriteVarUInt32(Length);
        writer.WriteByte(Version);
        writer.WriteUInt64(home.High);
        writer.WriteUInt64(home.Low);
        writer.WriteUInt64(id.Task.High);
        writer.WriteUInt64(id.Task.Low);
        writer.WriteUInt32(id.Index);
    }

    void IFieldCodec.WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, object? value) =>
        WriteField(ref writer, fieldIdDelta, expectedType, (ObjectRef<T>)value!);

    public ObjectRef<T> ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        if (field.WireType == WireType.Reference)
        {
            return reader.ReadVarUInt32() == 0 ? null! : throw Bad("a reference to another part of the message");
        }

        field.EnsureWireType(WireType.LengthPrefixed);
        var length = reader.ReadVarUInt32();
        if (length != Length)
        {
            throw Bad($"{length} bytes");
        }

        var version = reader.ReadByte();
        if (version != Version)
        {
            throw Bad($"version {version}");
        }

        var home = new NodeId(reader.ReadUInt64(), reader.ReadUInt64());
        var id = new ObjectId(new TaskId(reader.ReadUInt64(), reader.ReadUInt64()), reader.ReadUInt32());
        return new ObjectRef<T>(Resolve(home, id));
    }

    object? IFieldCodec.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);

    private static RaySerializationException Bad(string what) => new($"The bytes hold {what} where a reference to an object of {typeof(T)} was expected, as this version writes them.");

    // The node that the object is on keeps it, which need not be the one of this serializer.
    private static NodeId Keep(ObjectRef<T> reference)
    {
        var state = reference.State;
        if (state is IForeignObject foreign)
        {
            return foreign.Home;
        }

        var home = state.Node.Exports;
        home.Keep(state);
        return home.Node;
    }

    private ObjectState<T> Resolve(NodeId home, ObjectId id)
    {
        var known = exports?.Node == home ? exports.Find(id) : null;
        return known is null ? new ForeignObject<T>(home, id, exports?.WhyLost(home, id) ?? ExportedObjects.WhyForeign(home, id))
            : known as ObjectState<T> ?? throw Bad($"object {id}, which is of another type,");
    }
}
