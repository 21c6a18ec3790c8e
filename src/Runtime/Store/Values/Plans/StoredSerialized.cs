namespace Orleans.Ray.Store;

/// <summary>One serialized value in the store.</summary>
internal sealed class StoredSerialized<T>(SerializedPlan<T> plan, ValueStore store, StoredObject stored, (long Offset, long Length) stream, IReadOnlyList<(long Offset, long Length)> buffers)
    : StoredValue<T>(stored)
{
    /// <summary>Arrays are copied out; what cannot change may be read where it is.</summary>
    public override bool IsReadInPlace => true;

    public override T Read() => plan.Read(store, Object, stream, buffers);
}
