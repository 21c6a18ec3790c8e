using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Writes and reads whole fields of one declared type, whatever the run-time type of the value.</summary>
internal abstract class FieldCodec
{
    public abstract void WriteUntyped(WireWriter writer, uint delta, object? value);

    public abstract object? ReadUntyped(WireReader reader, in Field field);
}
