using System.Buffers;

namespace Orleans.Serialization.Buffers.Adaptors;

public struct MemoryBufferWriter : IBufferWriter<byte>
{
    private readonly Memory<byte> _buffer;
    private int _written;

    internal MemoryBufferWriter(Memory<byte> buffer) => _buffer = buffer;

    void IBufferWriter<byte>.Advance(int count)
    {
        if ((uint)count > (uint)(_buffer.Length - _written))
        {
            throw TooSmall();
        }

        _written += count;
    }

    readonly Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => Rest(sizeHint);

    readonly Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => Rest(sizeHint).Span;

    private readonly Memory<byte> Rest(int sizeHint)
        => Math.Max(sizeHint, 1) <= _buffer.Length - _written ? _buffer[_written..] : throw TooSmall();

    private static InvalidOperationException TooSmall() => new("The destination is too small for the serialized value.");
}
