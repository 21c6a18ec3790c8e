namespace Orleans.Ray.Store;

internal sealed class OutOfBandArrayCodec<T> : OutOfBandCodec<T[], T>
    where T : unmanaged
{
    protected override object IdentityOf(T[] value) => value;

    protected override ReadOnlyMemory<T> ElementsOf(T[] value) => value;

    protected override T[] Make(ReadOnlySpan<T> elements, int[]? shape) => elements.ToArray();
}
