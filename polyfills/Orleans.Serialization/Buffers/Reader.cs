using System.Buffers;
using System.Numerics;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Buffers;

public static class Reader
{
    public static int GetVarIntByteCount(byte firstByte) => BitOperations.TrailingZeroCount(firstByte | 0x100) + 1;

    public static Reader<ReaderInput> Create(Stream stream, SerializerSession session)
    {
        var wire = Take(session);
        wire.Begin(stream);
        return new(wire);
    }

    public static Reader<ReadOnlySequenceInput> Create(ReadOnlySequence<byte> sequence, SerializerSession session)
    {
        var wire = Take(session);
        wire.Begin(sequence);
        return new(wire);
    }

    public static Reader<SpanReaderInput> Create(ReadOnlySpan<byte> buffer, SerializerSession session)
    {
        var wire = Take(session);
        wire.Begin(buffer);
        return new(wire);
    }

    public static Reader<SpanReaderInput> Create(byte[] buffer, SerializerSession session) => Create(new ReadOnlyMemory<byte>(buffer), session);

    public static Reader<SpanReaderInput> Create(ReadOnlyMemory<byte> buffer, SerializerSession session)
    {
        var wire = Take(session);
        wire.Begin(buffer);
        return new(wire);
    }

    private static WireReader Take(SerializerSession session) => session.Reader.IsActive ? new WireReader(session) : session.Reader;
}
