namespace Orleans.Ray.Store;

internal abstract class ValuePlan<T> : ValuePlan
{
    /// <summary>Null where no value of the static type goes to the store.</summary>
    public static readonly ValuePlan<T>? Instance = (ValuePlan<T>?)ValuePlans.Find(typeof(T));

    public sealed override Type ValueType => typeof(T);

    /// <inheritdoc cref="ValuePlan.MayStoreObject"/>
    public abstract bool MayStore(ValueStore store, T value);

    /// <returns>Null where the value stays where it is.</returns>
    public abstract StoredValue<T>? TryPut(ValueStore store, T value, in StoredObjectOrigin origin);

    /// <inheritdoc cref="ValuePlan.ReadObject"/>
    public abstract T Read(ValueStore store, StoredStream stream);

    public sealed override bool MayStoreObject(ValueStore store, object value) => MayStore(store, (T)value);

    public sealed override StoredValue<TStatic>? TryPutAs<TStatic>(ValueStore store, TStatic value, in StoredObjectOrigin origin) =>
        TryPut(store, (T)(object)value!, origin) is { } stored ? new AdaptedValue<TStatic, T>(stored) : null;

    public sealed override object ReadObject(ValueStore store, StoredStream stream) => Read(store, stream)!;

    protected void ThrowIfOther(StoredStream stream)
    {
        if (stream.Kind != Kind)
        {
            throw new RaySerializationException($"The object holds a value of kind '{stream.Kind}' ({stream.TypeName ?? "no .NET type"}), which cannot be read as {typeof(T)}.");
        }
    }
}
