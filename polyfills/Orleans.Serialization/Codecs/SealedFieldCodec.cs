using Orleans.Serialization.Buffers;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>A field of a sealed class, whose values can have no other type. The codec is looked up on first use: types may contain one another.</summary>
internal sealed class SealedFieldCodec<T>(CodecProvider provider) : FieldCodec<T>
    where T : class
{
    private ExactCodec<T>? _codec;
    private ReferenceFieldCodec<T>? _fallback;

    public override void Write(WireWriter writer, uint delta, T value)
    {
        if (value is null)
        {
            writer.WriteNull(delta);
        }
        else if (_codec is { } codec || TryFind(out codec))
        {
            codec.Write(writer, delta, typeof(T), value);
        }
        else
        {
            _fallback!.Write(writer, delta, value);
        }
    }

    public override T Read(WireReader reader, in Field field)
    {
        if (!field.IsReference && !field.HasExtendedSchemaType && (_codec is { } codec || TryFind(out codec)))
        {
            return codec.Read(reader, field);
        }

        return (_fallback ??= new ReferenceFieldCodec<T>(provider)).Read(reader, field);
    }

    private bool TryFind([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ExactCodec<T>? codec)
    {
        if (_fallback is null)
        {
            _codec = provider.GetExactCodec(typeof(T)) as ExactCodec<T>;
            _fallback = new ReferenceFieldCodec<T>(provider);
        }

        return (codec = _codec) is not null;
    }
}
