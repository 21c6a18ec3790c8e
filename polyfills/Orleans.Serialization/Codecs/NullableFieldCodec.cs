using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

internal sealed class NullableFieldCodec<T>(FieldCodec<T> codec) : FieldCodec<T?>
    where T : struct
{
    public override void Write(WireWriter writer, uint delta, T? value)
    {
        if (value is { } present)
        {
            codec.Write(writer, delta, present);
        }
        else
        {
            writer.WriteNull(delta);
        }
    }

    public override T? Read(WireReader reader, in Field field)
    {
        if (!field.IsReference)
        {
            return codec.Read(reader, field);
        }

        return reader.ReadReference(field, codec) switch
        {
            null => null,
            T value => value,
            var other => throw TypeMismatch.Create(typeof(T?), other.GetType()),
        };
    }
}
