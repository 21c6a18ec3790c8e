using System.Buffers;

namespace Orleans.Serialization.Buffers.Adaptors;

/// <summary>Marks a writer whose output is a span, which the writer itself holds.</summary>
public struct SpanBufferWriter : IBufferWriter<byte>
{
    readonly void IBufferWriter<byte>.Advance(int count) => throw NotDirect();

    readonly Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => throw NotDirect();

    readonly Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => throw NotDirect();

    private static NotSupportedException NotDirect() => new("A span is written through its writer only.");
}
