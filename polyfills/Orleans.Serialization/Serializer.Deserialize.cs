using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization;

public sealed partial class Serializer
{
    public T Deserialize<T, TInput>(ref Reader<TInput> source) => Codec<T>().ReadNext(source.Wire);

    public T Deserialize<T>(Stream source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize<T>(source, session);
    }

    public T Deserialize<T>(Stream source, SerializerSession session)
    {
        var start = source.CanSeek ? source.Position : 0;
        var reader = Reader.Create(source, session);
        var value = Codec<T>().ReadNext(reader.Wire);
        if (source.CanSeek)
        {
            source.Position = start + reader.Position;
        }

        return value;
    }

    public T Deserialize<T>(ReadOnlySequence<byte> source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize<T>(source, session);
    }

    public T Deserialize<T>(ReadOnlySequence<byte> source, SerializerSession session) => Codec<T>().ReadNext(Reader.Create(source, session).Wire);

    public T Deserialize<T>(ReadOnlySpan<byte> source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize<T>(source, session);
    }

    public T Deserialize<T>(ReadOnlySpan<byte> source, SerializerSession session) => Codec<T>().ReadNext(Reader.Create(source, session).Wire);

    public T Deserialize<T>(byte[] source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize<T>(source, session);
    }

    public T Deserialize<T>(byte[] source, SerializerSession session) => Codec<T>().ReadNext(Reader.Create(source, session).Wire);

    public T Deserialize<T>(ReadOnlyMemory<byte> source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize<T>(source, session);
    }

    public T Deserialize<T>(ReadOnlyMemory<byte> source, SerializerSession session) => Codec<T>().ReadNext(Reader.Create(source, session).Wire);

    public T Deserialize<T>(ArraySegment<byte> source)
    {
        using var session = _sessionPool.GetSession();
        return Deserialize<T>(source, session);
    }

    public T Deserialize<T>(ArraySegment<byte> source, SerializerSession session) => Codec<T>().ReadNext(Reader.Create((ReadOnlyMemory<byte>)source, session).Wire);
}
