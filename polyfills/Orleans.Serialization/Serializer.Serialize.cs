using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization;

public sealed partial class Serializer
{
    public byte[] SerializeToArray<T>(T value)
    {
        using var session = _sessionPool.GetSession();
        session.Writer.Begin(null);
        Codec<T>().Write(session.Writer, 0, value);
        return session.Writer.Written.ToArray();
    }

    public void Serialize<T, TBufferWriter>(T value, TBufferWriter destination)
        where TBufferWriter : IBufferWriter<byte>
    {
        using var session = _sessionPool.GetSession();
        Serialize(value, destination, session);
    }

    public void Serialize<T, TBufferWriter>(T value, TBufferWriter destination, SerializerSession session)
        where TBufferWriter : IBufferWriter<byte>
    {
        var writer = Writer.Create(destination, session);
        Serialize(value, ref writer);
        writer.Dispose();
    }

    public void Serialize<T, TBufferWriter>(T value, ref Writer<TBufferWriter> destination)
        where TBufferWriter : IBufferWriter<byte>
    {
        Codec<T>().Write(destination.Wire, 0, value);
        destination.Commit();
    }

    public void Serialize<T>(T value, ref Memory<byte> destination)
    {
        using var session = _sessionPool.GetSession();
        Serialize(value, ref destination, session);
    }

    public void Serialize<T>(T value, ref Memory<byte> destination, SerializerSession session) => destination = destination[..Write(value, destination.Span, session)];

    public void Serialize<T>(T value, ref Span<byte> destination)
    {
        using var session = _sessionPool.GetSession();
        Serialize(value, ref destination, session);
    }

    public void Serialize<T>(T value, ref Span<byte> destination, SerializerSession session) => destination = destination[..Write(value, destination, session)];

    public int Serialize<T>(T value, byte[] destination)
    {
        using var session = _sessionPool.GetSession();
        return Write(value, destination, session);
    }

    public int Serialize<T>(T value, byte[] destination, SerializerSession session) => Write(value, destination, session);

    public int Serialize<T>(T value, ArraySegment<byte> destination)
    {
        using var session = _sessionPool.GetSession();
        return Write(value, destination, session);
    }

    public int Serialize<T>(T value, ArraySegment<byte> destination, SerializerSession session) => Write(value, destination, session);

    public void Serialize<T>(T value, Stream destination, int sizeHint = 0)
    {
        using var session = _sessionPool.GetSession();
        Serialize(value, destination, session, sizeHint);
    }

    public void Serialize<T>(T value, Stream destination, SerializerSession session, int sizeHint = 0)
    {
        var writer = Writer.Create(Array.Empty<byte>(), session);
        writer.Allocate(sizeHint);
        Codec<T>().Write(writer.Wire, 0, value);
        destination.Write(writer.Wire.Written);
        writer.Dispose();
    }

    private int Write<T>(T value, Span<byte> destination, SerializerSession session)
    {
        var writer = Writer.Create(destination, session);
        Codec<T>().Write(writer.Wire, 0, value);
        writer.Commit();
        var written = writer.Position;
        writer.Dispose();
        return written;
    }
}
