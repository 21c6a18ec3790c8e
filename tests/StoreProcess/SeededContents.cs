using System.Runtime.InteropServices;

namespace Orleans.Ray.StoreProcess;

/// <summary>Contents that a number tells, made and compared at the speed of memory.</summary>
internal static class SeededContents
{
    public static void Fill(Span<byte> target, long seed)
    {
        var state = StateOf(seed);
        var words = MemoryMarshal.Cast<byte, ulong>(target);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Next(ref state);
        }

        foreach (ref var rest in target[(words.Length * sizeof(ulong))..])
        {
            rest = (byte)Next(ref state);
        }
    }

    public static byte[] Of(long seed, int size)
    {
        var bytes = new byte[size];
        Fill(bytes, seed);
        return bytes;
    }

    public static bool Are(ReadOnlySpan<byte> bytes, long seed)
    {
        var state = StateOf(seed);
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            if (word != Next(ref state))
            {
                return false;
            }
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            if (rest != (byte)Next(ref state))
            {
                return false;
            }
        }

        return true;
    }

    private static ulong StateOf(long seed) => ((ulong)seed * 0x9E37_79B9_7F4A_7C15) | 1;

    private static ulong Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state;
    }
}
