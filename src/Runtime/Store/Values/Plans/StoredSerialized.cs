namespace Orleans.Ray.Store;

/// <summary>One serialized value in the store.</summary>
internal sealed class StoredSerialized<T>(SerializedPlan<T> plan, ValueStore store, StoredObject stored, (long Offset, long Length) stream, IReadOnlyList<(long Offset, long Length)> buffers)
    : StoredValue<T>(stored)
{
    // Arrays that never change are, all else is a copy.
    public override bool IsReadInPlace => false;

    public override T Read() => plan.Read(store, Object, stream, buffers);
}
