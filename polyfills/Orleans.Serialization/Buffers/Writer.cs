using System.Buffers;
using Orleans.Serialization.Buffers.Adaptors;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Buffers;

public static class Writer
{
    public static Writer<TBufferWriter> Create<TBufferWriter>(TBufferWriter destination, SerializerSession session)
        where TBufferWriter : IBufferWriter<byte>
        => new(destination, Begin(session, typeof(TBufferWriter).IsValueType ? null : destination));

    public static Writer<MemoryBufferWriter> Create(Memory<byte> output, SerializerSession session)
        => new(new MemoryBufferWriter(output), Begin(session, null));

    public static Writer<SpanBufferWriter> Create(byte[] output, SerializerSession session) => Create(output.AsSpan(), session);

    public static Writer<SpanBufferWriter> Create(Span<byte> output, SerializerSession session) => new(output, Begin(session, null));

    private static WireWriter Begin(SerializerSession session, IBufferWriter<byte>? sink)
    {
        var wire = session.Writer.IsActive ? new WireWriter(session) : session.Writer;
        wire.Begin(sink);
        return wire;
    }
}
