using Orleans.Serialization.Buffers;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Scalars;

/// <summary>A <see cref="Type"/> as a value: only types that headers may name too.</summary>
internal sealed class TypeValueCodec(CodecProvider provider) : BodyCodec<Type>(WireType.LengthPrefixed)
{
    public override void WriteBody(WireWriter writer, Type value) => ScalarIO.WriteBytes(writer, provider.TypeNames.Encode(value));

    public override Type ReadBody(WireReader reader, in Field field, int id) => provider.TypeNames.Decode(ScalarIO.ReadText(reader, field.WireType));
}
