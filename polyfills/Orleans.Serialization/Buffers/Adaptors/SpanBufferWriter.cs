using System.Buffers;

namespace Orleans.Serialization.Buffers.Adaptors;

/// <summary>Marks a writer whose output is a span, which the writer itself holds.</summary>
public struct SpanBufferWriter : IBufferWriter<byte>
{
    public readonly void Advance(int count) => throw ThrowNotDirect();

    public readonly Memory<byte> GetMemory(int sizeHint = 0) => throw ThrowNotDirect();

    public readonly Span<byte> GetSpan(int sizeHint = 0) => throw ThrowNotDirect();

    private static NotSupportedException ThrowNotDirect() => new("A span is written through its writer only.");
}
