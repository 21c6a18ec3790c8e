using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Values of a type that a hand-written codec takes care of.</summary>
internal sealed class CustomCodec<T>(IFieldCodec<T> codec) : ExactCodec<T>
{
    public override void Write(WireWriter writer, uint delta, Type expected, T value)
    {
        var output = new Writer<WireWriter>(writer, writer);
        codec.WriteField(ref output, delta, expected, value);
    }

    public override T Read(WireReader reader, in Field field)
    {
        var input = new Reader<WireReader>(reader);
        return codec.ReadValue(ref input, reader.Resolved(field));
    }
}
