using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

internal sealed class ValueFieldCodec<T>(ExactCodec<T> codec) : FieldCodec<T>
    where T : struct
{
    public override void Write(WireWriter writer, uint delta, T value) => codec.Write(writer, delta, typeof(T), value);

    public override T Read(WireReader reader, in Field field)
    {
        if (field.IsReference)
        {
            return reader.ReadReference(field, this) switch
            {
                null => default,
                T value => value,
                var other => throw TypeMismatch.Create(typeof(T), other.GetType()),
            };
        }

        if (reader.ResolveType(field) is { } type && type != typeof(T))
        {
            throw TypeMismatch.Create(typeof(T), type);
        }

        return codec.Read(reader, field);
    }
}
