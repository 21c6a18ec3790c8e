namespace Apache.Arrow;

/// <summary>The plain values under a builder that takes dates, times or timestamps.</summary>
internal sealed class RawBuilder<T, TArray>(Func<ArrowBuffer, ArrowBuffer, int, int, int, TArray> create) : PrimitiveArrayBuilder<T, TArray, RawBuilder<T, TArray>>
    where T : struct
    where TArray : IArrowArray
{
    protected override TArray Build(ArrowBuffer valueBuffer, ArrowBuffer nullBitmapBuffer, int length, int nullCount, int offset)
        => create(valueBuffer, nullBitmapBuffer, length, nullCount, offset);
}
