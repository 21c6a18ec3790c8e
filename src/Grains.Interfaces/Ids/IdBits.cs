using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Orleans.Ray;

/// <summary>What the 128-bit ids share: drawing, deriving and printing them.</summary>
internal static class IdBits
{
    // Odd constants with about half of their bits set; a change would give a re-executed parent other children.
    private const ulong MultiplierHigh = 0x9E3779B97F4A7C15;
    private const ulong MultiplierLow = 0xD6E8FEB86659FD93;

    public static (ulong High, ulong Low) Random()
    {
        Span<ulong> bits = stackalloc ulong[2];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(bits));
        return (bits[0] | 1, bits[1]);
    }

    /// <summary>A hash of a parent id and a counter: the same on every machine, and cheap, since each submission pays it.</summary>
    public static (ulong High, ulong Low) Derive(ulong high, ulong low, uint index)
    {
        var a = Fold(high ^ MultiplierLow, low + MultiplierHigh + index);
        var b = Fold(low ^ a ^ MultiplierHigh, high + (index * MultiplierLow));
        return (a | 1, b);
    }

    public static string ToHex(ulong high, ulong low) => string.Create(CultureInfo.InvariantCulture, $"{high:x16}{low:x16}");

    private static ulong Fold(ulong x, ulong y)
    {
        var high = Math.BigMul(x | 1, (y ^ MultiplierHigh) | 1, out var low);
        return high ^ low ^ (x * MultiplierHigh) ^ (y >> 31);
    }
}
