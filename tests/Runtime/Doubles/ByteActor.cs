namespace Orleans.Ray.Tests.Doubles;

[RayActor]
internal sealed partial class ByteActor
{
    public IEnumerable<byte[]> Bytes(int count, int size)
    {
        foreach (var bytes in Doubles.Bytes.Stream(count, size))
        {
            yield return bytes;
        }
    }
}
