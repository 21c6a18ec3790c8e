namespace Orleans.Ray.Tests.Doubles;

[RayActor]
internal sealed partial class AsyncByteActor
{
    public IAsyncEnumerable<byte[]> Bytes(int count, int size) => Doubles.Bytes.StreamAsync(count, size);
}
