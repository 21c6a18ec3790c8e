namespace Orleans.Serialization.Collections;

internal sealed class MemoryView<T> : ArrayView<Memory<T>, T>
{
    public override T[]? WholeArray(Memory<T> view) => ArrayOf.Whole<T>(view);

    public override T[]? ToArray(Memory<T> view) => view.ToArray();

    public override Memory<T> FromArray(T[]? array) => array;
}
