using System.Text;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Scalars;

/// <summary>A <see cref="Type"/> as a value: only types that headers may name too.</summary>
internal sealed class TypeValueCodec(CodecProvider provider) : BodyCodec<Type>(WireType.LengthPrefixed)
{
    public override void WriteBody(WireWriter writer, Type value) => ScalarIO.WriteBytes(writer, provider.TypeNames.Encode(value));

    public override Type ReadBody(WireReader reader, in Field field, int id)
    {
        var name = ScalarIO.ReadBytes(reader, field.WireType);
        return provider.TypeNames.FindDecoded(name) ?? provider.TypeNames.Decode(Encoding.UTF8.GetString(name));
    }
}
