using System.Buffers;

namespace Orleans.Serialization.Buffers.Adaptors;

public struct MemoryBufferWriter : IBufferWriter<byte>
{
    private readonly Memory<byte> _buffer;

    internal MemoryBufferWriter(Memory<byte> buffer) => _buffer = buffer;

    public int BytesWritten { get; private set; }

    public void Advance(int count)
    {
        if ((uint)count > (uint)(_buffer.Length - BytesWritten))
        {
            throw new InvalidOperationException("The destination is too small for the serialized value.");
        }

        BytesWritten += count;
    }

    public readonly Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (BytesWritten + Math.Max(sizeHint, 1) > _buffer.Length)
        {
            throw new InvalidOperationException("The destination is too small for the serialized value.");
        }

        return _buffer[BytesWritten..];
    }

    public readonly Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
