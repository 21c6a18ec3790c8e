namespace Orleans.Ray.Tests.Store;

/// <summary>Contents that a number tells.</summary>
internal static class SeededBytes
{
    public static byte[] Of(int seed, int size)
    {
        var bytes = new byte[size];
        Fill(bytes, seed);
        return bytes;
    }

    public static void Fill(Span<byte> target, int seed) => new Random(seed).NextBytes(target);

    public static bool Are(ReadOnlySpan<byte> bytes, int seed) => bytes.SequenceEqual(Of(seed, bytes.Length));
}
