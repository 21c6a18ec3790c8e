namespace Orleans.Ray.Store;

/// <summary>How values of a static type are stored and read.</summary>
internal abstract class ValuePlan<T>
{
    /// <summary>Null where no value of the type goes to the store.</summary>
    public static readonly ValuePlan<T>? Instance = ValuePlans.Find(typeof(T)) as ValuePlan<T>;

    public abstract StoredValue<T>? TryPut(ValueStore store, T value, in StoredObjectInfo info);
}
