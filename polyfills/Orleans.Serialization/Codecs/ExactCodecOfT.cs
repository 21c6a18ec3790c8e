using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

internal abstract class ExactCodec<T> : ExactCodec
{
    public sealed override Type ValueType => typeof(T);

    public abstract void Write(WireWriter writer, uint delta, Type expected, T value);

    public abstract T Read(WireReader reader, in Field field);

    public sealed override void WriteUntyped(WireWriter writer, uint delta, Type expected, object value) => Write(writer, delta, expected, (T)value);

    public sealed override object? ReadUntyped(WireReader reader, in Field field) => Read(reader, field);
}
