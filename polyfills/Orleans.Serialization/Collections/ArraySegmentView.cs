namespace Orleans.Serialization.Collections;

internal sealed class ArraySegmentView<T> : ArrayView<ArraySegment<T>, T>
{
    public override T[]? WholeArray(ArraySegment<T> view) => ArrayOf.Whole<T>(view.AsMemory());

    public override T[]? ToArray(ArraySegment<T> view) => view.Array is null ? null : view.ToArray();

    public override ArraySegment<T> FromArray(T[]? array) => array is null ? default : new(array);
}
