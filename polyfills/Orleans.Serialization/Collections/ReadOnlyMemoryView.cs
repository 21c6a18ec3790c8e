namespace Orleans.Serialization.Collections;

internal sealed class ReadOnlyMemoryView<T> : ArrayView<ReadOnlyMemory<T>, T>
{
    public override T[]? WholeArray(ReadOnlyMemory<T> view) => ArrayOf.Whole(view);

    public override T[]? ToArray(ReadOnlyMemory<T> view) => view.ToArray();

    public override ReadOnlyMemory<T> FromArray(T[]? array) => array;
}
