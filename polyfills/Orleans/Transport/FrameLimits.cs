using System.Buffers.Binary;

namespace Orleans.Runtime;

/// <summary>
/// How large the parts of a frame may be. On the wire a frame is the length of its headers and the length of its body,
/// 4 bytes each, little-endian, then both.
/// </summary>
internal sealed record FrameLimits(int MaxHeaders, int MaxBody)
{
    public const int PrefixSize = 2 * sizeof(int);

    public static FrameLimits Of(MessagingOptions options) => new(options.MaxMessageHeaderSize, options.MaxMessageBodySize);

    /// <summary>The length of the whole frame, or zero while its prefix is incomplete.</summary>
    /// <exception cref="InvalidDataException">A length is negative or above its limit.</exception>
    public int ReadLength(ReadOnlySpan<byte> start)
    {
        if (start.Length < PrefixSize)
        {
            return 0;
        }

        var headers = HeadersLength(start);
        var body = BinaryPrimitives.ReadInt32LittleEndian(start[sizeof(int)..]);
        if ((uint)headers > (uint)MaxHeaders || (uint)body > (uint)MaxBody)
        {
            throw new InvalidDataException(
                $"A frame announces {(uint)headers} bytes of headers and {(uint)body} of body; at most {MaxHeaders} and {MaxBody} are accepted "
                + $"({nameof(MessagingOptions.MaxMessageHeaderSize)}, {nameof(MessagingOptions.MaxMessageBodySize)}).");
        }

        return checked(PrefixSize + headers + body);
    }

    public static int HeadersLength(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadInt32LittleEndian(frame);
}
