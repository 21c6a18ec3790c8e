namespace Orleans.Ray.Store;

/// <summary>Read in place: the array keeps the whole object pinned until it is disposed or collected.</summary>
internal sealed class OutOfBandNDArrayCodec<T> : OutOfBandCodec<NDArray<T>, T>
    where T : unmanaged
{
    protected override bool HasShape => true;

    protected override object IdentityOf(NDArray<T> value) => value;

    protected override ReadOnlyMemory<T> ElementsOf(NDArray<T> value) => value.IsContiguous ? value.AsMemory() : value.ToArray();

    protected override ReadOnlySpan<int> ShapeOf(NDArray<T> value) => value.Shape;

    protected override NDArray<T> Make(ReadOnlySpan<T> elements, int[]? shape) => new(elements.ToArray(), shape!);

    protected override NDArray<T> MakeOf(OutOfBandReading reading, long offset, int count, int[]? shape) => new(reading.AddHold(), offset, shape!);
}
