using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Fields of a struct whose codec does not know its type statically.</summary>
internal sealed class UntypedValueFieldCodec<T>(ExactCodec codec) : FieldCodec<T>
    where T : struct
{
    public override void Write(WireWriter writer, uint delta, T value) => codec.WriteUntyped(writer, delta, typeof(T), value);

    public override T Read(WireReader reader, in Field field) => codec.ReadUntyped(reader, field) is T value ? value : default;
}
