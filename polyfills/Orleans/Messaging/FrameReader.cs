using System.Buffers.Binary;

namespace Orleans.Runtime;

/// <summary>Reads the headers of a frame.</summary>
internal ref struct FrameReader(ReadOnlyMemory<byte> frame)
{
    private readonly ReadOnlySpan<byte> _span = frame.Span;
    private int _position;

    public readonly ReadOnlyMemory<byte> Rest => frame[_position..];

    public byte Byte() => _span[_position++];

    public int Int32()
    {
        var value = BinaryPrimitives.ReadInt32LittleEndian(_span[_position..]);
        _position += sizeof(int);
        return value;
    }

    public long Int64()
    {
        var value = BinaryPrimitives.ReadInt64LittleEndian(_span[_position..]);
        _position += sizeof(long);
        return value;
    }

    public ReadOnlyMemory<byte> Bytes()
    {
        int length = Byte();
        if (length == byte.MaxValue)
        {
            length = Int32();
        }

        var value = frame.Slice(_position, length);
        _position += length;
        return value;
    }

    public GrainId Grain()
    {
        var type = Span();
        var key = Span();
        return new GrainId(type.IsDefault ? default : new GrainType(type), key);
    }

    public IdSpan Span()
    {
        var bytes = Bytes();
        return bytes.IsEmpty ? default : new IdSpan(bytes.ToArray());
    }

    public SiloAddress? Silo()
    {
        var address = Bytes();
        return address.IsEmpty ? null : SiloAddress.New(new IPAddress(address.Span), Int32(), Int32());
    }
}
