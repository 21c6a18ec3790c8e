namespace Orleans.Ray.Store;

internal sealed class OutOfBandMemoryCodec<T> : OutOfBandCodec<Memory<T>, T>
    where T : unmanaged
{
    protected override object? IdentityOf(Memory<T> value) => null;

    protected override ReadOnlyMemory<T> ElementsOf(Memory<T> value) => value;

    protected override Memory<T> Make(ReadOnlySpan<T> elements, int[]? shape) => elements.ToArray();
}
