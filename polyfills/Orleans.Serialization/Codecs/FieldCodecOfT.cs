using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

internal abstract class FieldCodec<T> : FieldCodec
{
    public abstract void Write(WireWriter writer, uint delta, T value);

    public abstract T Read(WireReader reader, in Field field);

    public sealed override void WriteUntyped(WireWriter writer, uint delta, object? value) => Write(writer, delta, (T)value!);

    public sealed override object? ReadUntyped(WireReader reader, in Field field) => Read(reader, field);

    /// <summary>Writes nothing for a default value. Returns the id of the last field written.</summary>
    public uint WriteUnlessDefault(WireWriter writer, uint lastId, uint id, T value)
    {
        if (EqualityComparer<T>.Default.Equals(value, default))
        {
            return lastId;
        }

        Write(writer, id - lastId, value);
        return id;
    }

    public T ReadNext(WireReader reader)
    {
        reader.BufferValue();
        reader.ReadHeader(out var field);
        if (!field.HasFieldId)
        {
            throw new SerializerException($"An object ends where a value of {typeof(T)} was expected.");
        }

        return Read(reader, field);
    }
}
