namespace Orleans.Ray.Store;

/// <summary>A static type whose values may be of a more exact one: that decides.</summary>
/// <param name="own">For values of exactly this type; null for none.</param>
internal sealed class DynamicPlan<T>(ValuePlan<T>? own) : ValuePlan<T>
{
    public override string Kind => string.Empty;

    public override bool MayStore(ValueStore store, T value)
    {
        var type = value!.GetType();
        return own is not null && type == typeof(T) ? own.MayStore(store, value) : ValuePlans.Exact(type)?.MayStoreObject(store, value) == true;
    }

    public override StoredValue<T>? TryPut(ValueStore store, T value, in StoredObjectOrigin origin)
    {
        var type = value!.GetType();
        return own is not null && type == typeof(T) ? own.TryPut(store, value, origin) : ValuePlans.Exact(type)?.TryPutAs(store, value, origin);
    }

    public override T Read(ValueStore store, StoredStream stream)
    {
        if (own is not null && own.Kind == stream.Kind)
        {
            return own.Read(store, stream);
        }

        return ValuePlans.ForStored(stream, typeof(T)).ReadObject(store, stream) is T value
            ? value
            : throw new RaySerializationException($"The object holds a value of kind '{stream.Kind}' ({stream.TypeName}), which cannot be read as {typeof(T)}.");
    }
}
