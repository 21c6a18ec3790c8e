using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization;

public sealed partial class Serializer<T>
{
    public T Deserialize<TInput>(ref Reader<TInput> source) => _codec.ReadNext(source.Wire);

    public T Deserialize(Stream source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize(source, session);
    }

    public T Deserialize(Stream source, SerializerSession session)
    {
        var start = source.CanSeek ? source.Position : 0;
        var reader = Reader.Create(source, session);
        var value = _codec.ReadNext(reader.Wire);
        if (source.CanSeek)
        {
            source.Position = start + reader.Position;
        }

        return value;
    }

    public T Deserialize(ReadOnlySequence<byte> source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize(source, session);
    }

    public T Deserialize(ReadOnlySequence<byte> source, SerializerSession session) => _codec.ReadNext(Reader.Create(source, session).Wire);

    public T Deserialize(ReadOnlySpan<byte> source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize(source, session);
    }

    public T Deserialize(ReadOnlySpan<byte> source, SerializerSession session) => _codec.ReadNext(Reader.Create(source, session).Wire);

    public T Deserialize(byte[] source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize(source, session);
    }

    public T Deserialize(byte[] source, SerializerSession session) => _codec.ReadNext(Reader.Create(source, session).Wire);

    public T Deserialize(ReadOnlyMemory<byte> source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize(source, session);
    }

    public T Deserialize(ReadOnlyMemory<byte> source, SerializerSession session) => _codec.ReadNext(Reader.Create(source, session).Wire);

    public T Deserialize(ArraySegment<byte> source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize(source, session);
    }

    public T Deserialize(ArraySegment<byte> source, SerializerSession session) => _codec.ReadNext(Reader.Create((ReadOnlyMemory<byte>)source, session).Wire);
}
