using System.Buffers.Binary;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Reads the headers of a frame. Nothing outside of them is read, whatever lengths they contain.</summary>
internal ref struct FrameReader
{
    private static readonly Interned<IdSpan> Spans = new(static bytes => new IdSpan(bytes.ToArray()));
    private static readonly Interned<GrainId> Grains = new(static bytes => ParseGrain(bytes));
    private static readonly Interned<SiloAddress> Silos = new(static bytes => ParseSilo(bytes));

    private readonly ReadOnlySpan<byte> _headers;
    private int _position;

    /// <exception cref="InvalidDataException">The frame is shorter than it says.</exception>
    public FrameReader(ReadOnlyMemory<byte> frame)
    {
        var span = frame.Span;
        if (span.Length < FrameLimits.PrefixSize)
        {
            throw Malformed();
        }

        var length = FrameLimits.HeadersLength(span);
        if ((uint)length > (uint)(span.Length - FrameLimits.PrefixSize))
        {
            throw Malformed();
        }

        _headers = span.Slice(FrameLimits.PrefixSize, length);
        Body = frame[(FrameLimits.PrefixSize + length)..];
    }

    /// <summary>Headers that are no part of a frame.</summary>
    public FrameReader(ReadOnlySpan<byte> headers) => _headers = headers;

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>From the start of the headers.</summary>
    public readonly int Position => _position;

    public byte Byte() => Take(1)[0];

    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public ReadOnlySpan<byte> Bytes()
    {
        int length = Byte();
        return Take(length == byte.MaxValue ? Int32() : length);
    }

    public void Skip(int length) => Take(length);

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public IdSpan Span()
    {
        var bytes = Bytes();
        return bytes.IsEmpty ? default : Spans.Get(bytes);
    }

    public GrainId Grain()
    {
        var start = _position;
        Bytes();
        Bytes();
        return Grains.Get(_headers[start.._position]);
    }

    /// <summary>The type of a grain id whose key is of no interest.</summary>
    public GrainType GrainType()
    {
        var type = Span();
        Bytes();
        return type.IsDefault ? default : new GrainType(type);
    }

    public SiloAddress? Silo()
    {
        var start = _position;
        if (Bytes().IsEmpty)
        {
            return null;
        }

        Take(2 * sizeof(int));
        return Silos.Get(_headers[start.._position]);
    }

    private static GrainId ParseGrain(ReadOnlySpan<byte> encoded)
    {
        var reader = new FrameReader(encoded);
        var type = reader.Span();
        var key = reader.Bytes();
        return new GrainId(type.IsDefault ? default : new GrainType(type), key.IsEmpty ? default : new IdSpan(key.ToArray()));
    }

    private static SiloAddress ParseSilo(ReadOnlySpan<byte> encoded)
    {
        var reader = new FrameReader(encoded);
        var address = reader.Bytes();
        var (port, generation) = (reader.Int32(), reader.Int32());
        return address.Length is 4 or 16 && port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort
            ? SiloAddress.New(new IPAddress(address), port, generation)
            : throw Malformed();
    }

    private static InvalidDataException Malformed() => new("The headers of a frame are malformed.");

    private ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)(_headers.Length - _position))
        {
            throw Malformed();
        }

        var bytes = _headers.Slice(_position, length);
        _position += length;
        return bytes;
    }
}
