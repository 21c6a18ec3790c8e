using System.Runtime.InteropServices;

namespace Orleans.Ray.Tests.Store;

/// <summary>Contents that a number tells.</summary>
internal static class SeededBytes
{
    public static byte[] Of(int seed, int size)
    {
        var bytes = new byte[size];
        var words = MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan());
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = Word(seed, i);
        }

        for (var i = words.Length * sizeof(ulong); i < size; i++)
        {
            bytes[i] = (byte)Word(seed, i);
        }

        return bytes;
    }

    public static bool Are(ReadOnlySpan<byte> bytes, int seed)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] != Word(seed, i))
            {
                return false;
            }
        }

        for (var i = words.Length * sizeof(ulong); i < bytes.Length; i++)
        {
            if (bytes[i] != (byte)Word(seed, i))
            {
                return false;
            }
        }

        return true;
    }

    // SplitMix64's last step: neighbours have nothing in common.
    private static ulong Word(int seed, int index)
    {
        var word = ((ulong)(uint)seed << 32) + (uint)index + 0x9E3779B97F4A7C15;
        word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
        return word ^ (word >> 31);
    }
}
