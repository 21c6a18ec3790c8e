namespace Orleans.Ray.Tests.Doubles;

/// <summary>Streams of arrays, each filled with its position.</summary>
internal static partial class Bytes
{
    [RayTask]
    public static IEnumerable<byte[]> Stream(int count, int size)
    {
        var bytes = new byte[size];
        for (var i = 0; i < count; i++)
        {
            Array.Fill(bytes, (byte)i);
            yield return bytes;
        }
    }

    [RayTask]
    public static async IAsyncEnumerable<byte[]> StreamAsync(int count, int size)
    {
        foreach (var bytes in Stream(count, size))
        {
            await Task.Yield();
            yield return bytes;
        }
    }
}
