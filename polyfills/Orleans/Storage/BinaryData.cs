using System.Text;

namespace System;

/// <summary>The part of System.Memory.Data that grain storage serializers need; the real packages bring that package along.</summary>
public class BinaryData
{
    private readonly ReadOnlyMemory<byte> _bytes;

    public BinaryData(byte[] data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _bytes = data;
    }

    public BinaryData(ReadOnlyMemory<byte> data) => _bytes = data;

    public BinaryData(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _bytes = Encoding.UTF8.GetBytes(data);
    }

    public static BinaryData Empty { get; } = new(ReadOnlyMemory<byte>.Empty);

    public static BinaryData FromBytes(ReadOnlyMemory<byte> data) => new(data);

    public static BinaryData FromBytes(byte[] data) => new(data);

    public static BinaryData FromString(string data) => new(data);

    public byte[] ToArray() => _bytes.ToArray();

    public ReadOnlyMemory<byte> ToMemory() => _bytes;

    public Stream ToStream() => new MemoryStream(_bytes.ToArray(), writable: false);

    public override string ToString() => Encoding.UTF8.GetString(_bytes.Span);
}
