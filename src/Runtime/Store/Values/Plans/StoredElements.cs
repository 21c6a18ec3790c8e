namespace Orleans.Ray.Store;

/// <summary>One array in the store. Where its elements are is known, so reading parses nothing.</summary>
internal sealed class StoredElements<T, TElement>(ElementsPlan<T, TElement> plan, StoredObject stored, long offset, int count, int[]? shape) : StoredValue<T>(stored)
    where TElement : unmanaged
{
    public override bool IsReadInPlace => plan.IsView;

    public override T Read() => plan.Read(Object, offset, count, shape);
}
