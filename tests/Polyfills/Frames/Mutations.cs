using System.Buffers.Binary;

namespace Orleans.Polyfills.Frames;

/// <summary>Damages bytes in the ways that wires, bugs and attackers do.</summary>
internal static class Mutations
{
    private static readonly int[] Extremes = [-1, int.MinValue, int.MaxValue, 0, 1, 0x7FFF_FFF0, 1 << 24, 255, 256];

    public static byte[] Mutate(this Random random, byte[] valid)
    {
        var bytes = valid.ToList();
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 0; times--)
        {
            MutateOnce(random, bytes);
        }

        return [.. bytes];
    }

    public static byte[] Garbage(this Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Makes the prefix say what is there, so that the damage is found later than in the lengths.</summary>
    public static byte[] WithHonestLength(this Random random, byte[] frame)
    {
        const int prefix = 8;
        if (frame.Length < prefix)
        {
            return frame;
        }

        var copy = (byte[])frame.Clone();
        var headers = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(copy), 0, copy.Length - prefix);
        headers = random.Next(8) == 0 ? random.Next(copy.Length - prefix + 1) : headers;
        BinaryPrimitives.WriteInt32LittleEndian(copy, headers);
        BinaryPrimitives.WriteInt32LittleEndian(copy.AsSpan(sizeof(int)), copy.Length - prefix - headers);
        return copy;
    }

    private static void MutateOnce(Random random, List<byte> bytes)
    {
        var at = random.Next(bytes.Count);
        switch (random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = random.Next(3) switch { 0 => 0, 1 => 255, _ => (byte)random.Next(256) };
                break;
            case 2:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at));
                break;
            case 4:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                break;
            case 5:
                bytes.InsertRange(at, random.Garbage(random.Next(1, 20)));
                break;
            default:
                Span<byte> extreme = stackalloc byte[sizeof(int)];
                BinaryPrimitives.WriteInt32LittleEndian(extreme, Extremes[random.Next(Extremes.Length)]);
                for (var i = 0; i < extreme.Length && at + i < bytes.Count; i++)
                {
                    bytes[at + i] = extreme[i];
                }

                break;
        }
    }
}
