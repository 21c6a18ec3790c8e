using System.Buffers.Binary;
using System.Numerics;

namespace Orleans.Runtime;

/// <summary>A hash that is the same in every process and version: it decides which silo owns a grain.</summary>
internal static class UniformHash
{
    private const ulong Seed = 0x9E3779B97F4A7C15UL;
    private const ulong Mix1 = 0xBF58476D1CE4E5B9UL;
    private const ulong Mix2 = 0x94D049BB133111EBUL;

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        var hash = Seed ^ (ulong)data.Length;
        while (data.Length >= 8)
        {
            hash = BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt64LittleEndian(data) * Mix1), 27) * Mix2;
            data = data[8..];
        }

        ulong tail = 0;
        for (var i = 0; i < data.Length; i++)
        {
            tail |= (ulong)data[i] << (8 * i);
        }

        return Finish(hash ^ (tail * Mix1));
    }

    public static uint Combine(uint left, uint right) => Finish(((ulong)left << 32 | right) ^ Seed);

    private static uint Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * Mix1;
        hash = (hash ^ (hash >> 27)) * Mix2;
        return (uint)(hash ^ (hash >> 31));
    }
}
