using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields of a declared type that a hand-written codec takes care of, header included.</summary>
internal sealed class CustomFieldCodec<T>(IFieldCodec<T> codec) : FieldCodec<T>
{
    public override void Write(WireWriter writer, uint delta, T value)
    {
        var output = new Writer<WireWriter>(writer, writer);
        codec.WriteField(ref output, delta, typeof(T), value);
    }

    public override T Read(WireReader reader, in Field field)
    {
        var input = new Reader<WireReader>(reader);
        return codec.ReadValue(ref input, reader.Resolved(field));
    }
}
