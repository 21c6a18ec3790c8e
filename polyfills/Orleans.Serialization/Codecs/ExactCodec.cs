using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Writes and reads fields whose value has exactly one type.</summary>
internal abstract class ExactCodec
{
    /// <summary>The type that headers name: for a value of a runtime-internal type, the public type it stands for.</summary>
    public abstract Type ValueType { get; }

    public abstract void WriteUntyped(WireWriter writer, uint delta, Type expected, object value);

    public abstract object? ReadUntyped(WireReader reader, in Field field);
}
