using Orleans.Serialization.Configuration;

namespace Orleans.Ray.Store;

/// <summary>Puts values into a node's object store and reads them back.</summary>
/// <param name="store">The node's objects.</param>
/// <param name="types">The types that the node's own serializer knows.</param>
/// <param name="maxInlineObjectSize">Bytes up to which a value stays where it is; 0 stores whatever can be.</param>
internal sealed class ValueStore(ObjectStore store, TypeManifestOptions types, long maxInlineObjectSize = ValueStore.DefaultMaxInlineObjectSize)
{
    /// <summary>Bytes up to which a value stays where it is.</summary>
    public const long DefaultMaxInlineObjectSize = 100 * 1024;

    public TypeManifestOptions Types => types;

    public ObjectStore Objects => store;

    public long MaxInlineObjectSize => maxInlineObjectSize;

    /// <summary>Whether values of a type can ever go to the store. Decided once per type; a constant to the compiler.</summary>
    public static bool CanStore<T>() => ValuePlan<T>.Instance is not null;

    /// <summary>Puts a value that is larger than <see cref="MaxInlineObjectSize"/>. Blocks while the store has no memory.</summary>
    /// <returns>Null where the value is small or of a type that never goes to the store.</returns>
    /// <exception cref="ObjectStoreFullException">The store had no memory for it.</exception>
    public StoredValue<T>? TryPut<T>(T value, in StoredObjectInfo info) => value is null || ValuePlan<T>.Instance is not { } plan ? null : plan.TryPut(this, value, info);
}
