using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Values of a type that an <see cref="Serializers.IGeneralizedCodec"/> or a specialized codec takes care of.</summary>
internal sealed class UntypedCustomCodec(Type type, IFieldCodec codec) : ExactCodec
{
    public override Type ValueType { get; } = type;

    public override void WriteUntyped(WireWriter writer, uint delta, Type expected, object value)
    {
        var output = new Writer<WireWriter>(writer, writer);
        codec.WriteField(ref output, delta, expected, value);
    }

    public override object? ReadUntyped(WireReader reader, in Field field)
    {
        var input = new Reader<WireReader>(reader);
        return codec.ReadValue(ref input, reader.Resolved(field));
    }
}
