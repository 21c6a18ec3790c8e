using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>A codec that is only concerned with what follows the header; references are tracked here.</summary>
internal abstract class BodyCodec<T> : ExactCodec<T>
{
    protected BodyCodec(WireType wireType) => WireType = wireType;

    public WireType WireType { get; }

    protected virtual bool TracksReferences => !typeof(T).IsValueType;

    public abstract void WriteBody(WireWriter writer, T value);

    /// <param name="id">Where to record an object that its own members may refer to.</param>
    public abstract T ReadBody(WireReader reader, in Field field, int id);

    public sealed override void Write(WireWriter writer, uint delta, Type expected, T value)
    {
        var type = expected == typeof(T) ? null : typeof(T);
        if (!typeof(T).IsValueType && TracksReferences && writer.TryWriteReference(delta, type, value!))
        {
            return;
        }

        writer.WriteHeader(delta, type, WireType);
        WriteBody(writer, value);
    }

    public sealed override T Read(WireReader reader, in Field field)
    {
        var reading = reader.Session.Reading;
        var id = reading.CurrentId;
        if (!typeof(T).IsValueType && reading.IsRereading && reading.Find(id) is T known)
        {
            // A reference has led into the skipped part before; what it found there is what this is.
            reader.Skip(field);
            return known;
        }

        var value = ReadBody(reader, field, id);
        if (!typeof(T).IsValueType)
        {
            reading.Record(id, value!);
        }

        return value;
    }
}
