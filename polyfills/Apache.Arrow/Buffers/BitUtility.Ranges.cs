namespace Apache.Arrow;

public static partial class BitUtility
{
    internal static void SetBits(Span<byte> data, int index, int length, bool value)
    {
        for (; length > 0 && (index & 7) != 0; index++, length--)
        {
            SetBit(data, index, value);
        }

        data.Slice(index >> 3, length >> 3).Fill(value ? (byte)0xFF : (byte)0);
        for (index += length & ~7, length &= 7; length > 0; index++, length--)
        {
            SetBit(data, index, value);
        }
    }

    /// <summary>Copies bits to the start of a destination that is all zeros, and leaves it zero after them.</summary>
    internal static void CopyBits(ReadOnlySpan<byte> source, int index, int length, Span<byte> destination)
    {
        if (length == 0)
        {
            return;
        }

        var bytes = ByteCount(length);
        var shift = index & 7;
        var start = index >> 3;
        if (shift == 0)
        {
            source.Slice(start, bytes).CopyTo(destination);
        }
        else
        {
            var available = source.Slice(start, ByteCount(shift + length));
            for (var i = 0; i < bytes; i++)
            {
                var next = i + 1 < available.Length ? available[i + 1] : 0;
                destination[i] = (byte)((available[i] >> shift) | (next << (8 - shift)));
            }
        }

        if ((length & 7) != 0)
        {
            destination[bytes - 1] &= (byte)(0xFF >> (8 - (length & 7)));
        }
    }
}
