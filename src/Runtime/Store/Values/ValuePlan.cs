namespace Orleans.Ray.Store;

/// <summary>How values of one type are stored and read.</summary>
internal abstract class ValuePlan
{
    public abstract Type ValueType { get; }

    /// <summary>What the objects say they are: one of <see cref="StoredKinds"/>; empty where that depends on the value.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether a value may go to the store, found out as cheaply as can be.</summary>
    public abstract bool MayStoreObject(ValueStore store, object value);

    /// <summary>For a static type that is a base of this one's.</summary>
    public abstract StoredValue<TStatic>? TryPutAs<TStatic>(ValueStore store, TStatic value, in StoredObjectOrigin origin);

    /// <summary>Reads a value from what its bytes say.</summary>
    /// <exception cref="RaySerializationException">They hold something else.</exception>
    public abstract object ReadObject(ValueStore store, StoredStream stream);
}
