using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Values that travel as their surrogates.</summary>
internal sealed class ConverterCodec<TValue, TSurrogate>(IConverter<TValue, TSurrogate> converter, BodyCodec<TSurrogate> surrogate)
    : BodyCodec<TValue>(surrogate.WireType)
    where TSurrogate : struct
{
    public override void WriteBody(WireWriter writer, TValue value) => surrogate.WriteBody(writer, converter.ConvertToSurrogate(value));

    public override TValue ReadBody(WireReader reader, in Field field, int id) => converter.ConvertFromSurrogate(surrogate.ReadBody(reader, field, id));
}
