using System.Numerics;
using System.Runtime.InteropServices;

namespace Apache.Arrow;

public static partial class BitUtility
{
    public static bool GetBit(byte data, int index) => ((data >> index) & 1) != 0;

    public static bool GetBit(ReadOnlySpan<byte> data, int index) => ((data[index >> 3] >> (index & 7)) & 1) != 0;

    public static void ClearBit(Span<byte> data, int index) => data[index >> 3] &= (byte)~(1 << (index & 7));

    public static void SetBit(Span<byte> data, int index) => data[index >> 3] |= (byte)(1 << (index & 7));

    public static void SetBit(Span<byte> data, int index, bool value)
    {
        if (value)
        {
            SetBit(data, index);
        }
        else
        {
            ClearBit(data, index);
        }
    }

    public static void ToggleBit(Span<byte> data, int index) => data[index >> 3] ^= (byte)(1 << (index & 7));

    public static int CountBits(ReadOnlySpan<byte> data, int index) => CountBits(data, index, checked((data.Length * 8) - index));

    public static int CountBits(ReadOnlySpan<byte> data, int index, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
        {
            return 0;
        }

        var first = index >> 3;
        var last = (int)(((long)index + length - 1) >> 3);
        var startMask = 0xFF << (index & 7);
        var endMask = 0xFF >> (7 - (int)(((long)index + length - 1) & 7));
        if (first == last)
        {
            return BitOperations.PopCount((uint)(data[first] & startMask & endMask));
        }

        return BitOperations.PopCount((uint)(data[first] & startMask & 0xFF))
            + CountBits(data[(first + 1)..last])
            + BitOperations.PopCount((uint)(data[last] & endMask));
    }

    public static int CountBits(ReadOnlySpan<byte> data)
    {
        var count = 0;
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        foreach (var rest in data[(words.Length * sizeof(ulong))..])
        {
            count += BitOperations.PopCount(rest);
        }

        return count;
    }

    public static long RoundUpToMultipleOf64(long n) => RoundUpToMultiplePowerOfTwo(n, 64);

    public static long RoundUpToMultipleOf8(long n) => RoundUpToMultiplePowerOfTwo(n, 8);

    public static long RoundUpToMultiplePowerOfTwo(long n, int factor)
    {
        if (!BitOperations.IsPow2(factor))
        {
            throw new ArgumentException($"{factor} is not a power of two.", nameof(factor));
        }

        return checked(n + (factor - 1)) & ~((long)factor - 1);
    }

    public static int ByteCount(int n) => (int)(((long)n + 7) >> 3);
}
