using System.Buffers.Binary;

namespace Orleans.Ray.Store;

/// <summary>The frame of messages in an Arrow IPC stream: a marker, the length of the metadata with its padding, the metadata, the body.</summary>
internal static class IpcFormat
{
    public const int Alignment = 64;

    /// <summary>Bytes before the metadata, and of the mark at the end of a stream.</summary>
    public const int PrefixLength = 8;

    private const uint Marker = 0xFFFF_FFFF;

    public static long Align(long length) => (length + (Alignment - 1)) & -Alignment;

    public static void WritePrefix(Span<byte> destination, int metadataLength)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, Marker);
        BinaryPrimitives.WriteInt32LittleEndian(destination[sizeof(uint)..], metadataLength);
    }

    /// <summary>The metadata of a message that starts here.</summary>
    /// <exception cref="RaySerializationException">No message starts here, or it is longer than what there is.</exception>
    public static ReadOnlySpan<byte> ReadMetadata(ReadOnlySpan<byte> source)
    {
        if (source.Length < PrefixLength || BinaryPrimitives.ReadUInt32LittleEndian(source) != Marker)
        {
            throw new RaySerializationException("The object is no Arrow stream: there is no message where one should start.");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(source[sizeof(uint)..]);
        return length > 0 && length <= source.Length - PrefixLength && length % 8 == 0
            ? source.Slice(PrefixLength, length)
            : throw new RaySerializationException($"The object is no Arrow stream: a message of {length} bytes of metadata cannot be.");
    }
}
