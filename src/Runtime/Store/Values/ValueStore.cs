using System.Collections.Concurrent;
using Orleans.Ray.Objects;
using Orleans.Serialization.Configuration;

namespace Orleans.Ray.Store;

/// <summary>
/// Puts values into a node's object store and reads them back. Every object is an Arrow IPC stream that says in the metadata of its schema what it is, so that any reader of Arrow
/// can look at it and any process of the node can read it.
/// </summary>
/// <param name="store">The node's objects.</param>
/// <param name="types">The types that the node's own serializer knows.</param>
/// <param name="log">Where it tells of types that cannot be serialized.</param>
/// <param name="maxInlineObjectSize">Bytes up to which a value stays where it is; 0 stores whatever can be.</param>
internal sealed class ValueStore(IObjectStore store, TypeManifestOptions types, ObjectStoreLog log, long maxInlineObjectSize = ValueStore.DefaultMaxInlineObjectSize) : IDisposable
{
    /// <summary>Bytes up to which a value stays where it is, unless told otherwise.</summary>
    public const long DefaultMaxInlineObjectSize = 100 * 1024;

    // Most nodes never store a value that needs it.
    private readonly Lazy<ValueSerializer> _serializer = new(() => new ValueSerializer(types));

    // As many as the program has types of values.
    private readonly ConcurrentDictionary<Type, bool> _notSerialized = new();

    public IObjectStore Objects => store;

    public long MaxInlineObjectSize => maxInlineObjectSize;

    public TypeManifestOptions Types => types;

    public ValueSerializer Serializer => _serializer.Value;

    /// <summary>Whether values of a type can ever go to the store. Decided once per type; a constant to the compiler.</summary>
    public static bool CanStore<T>() => ValuePlan<T>.Instance is not null;

    /// <summary>Whether a value may go to the store: some nanoseconds, and no allocation, for values that are clearly small.</summary>
    public bool MayStore<T>(T value) => value is not null && ValuePlan<T>.Instance is { } plan && plan.MayStore(this, value);

    /// <summary>Whether so many bytes of data go to the store.</summary>
    public bool IsLarge(long bytes) => bytes > maxInlineObjectSize || maxInlineObjectSize == 0;

    /// <summary>Puts a value that is larger than the limit; of Arrow types, any. Blocks while the store has no memory.</summary>
    /// <returns>Null where the value is small, or of a type that never goes to the store, or cannot be serialized: it stays where it is then.</returns>
    /// <exception cref="ObjectStoreFullException">The store had no memory for it.</exception>
    public StoredValue<T>? TryPut<T>(T value, in StoredObjectOrigin origin)
    {
        if (value is null || ValuePlan<T>.Instance is not { } plan)
        {
            return null;
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return plan.TryPut(this, value, origin);
            }
            catch (ObjectStoreFullException exception) when (exception.InnerException is ArenaFullException && attempt < ObjectStore.FreshMemoryAttempts)
            {
                // The file system was fuller than the store knew. Now that it knows, it makes room in the memory that it has.
            }
        }
    }

    /// <summary>Reads a value from nothing but the bytes of its object, as another process does.</summary>
    /// <param name="pin">Taken over: given back here, or by the value where that is a view.</param>
    /// <exception cref="RaySerializationException">The bytes are no value of that type.</exception>
    public unsafe T Read<T>(ObjectPin pin)
    {
        var hold = new PinHold(pin, pin.Pointer, pin.Length);
        try
        {
            var plan = ValuePlan<T>.Instance ?? throw new RaySerializationException($"Values of type {typeof(T)} do not lie in the object store.");
            return plan.Read(this, new StoredStream(hold));
        }
        finally
        {
            hold.Release();
        }
    }

    /// <summary>A codec has failed; told once for each type.</summary>
    public void CouldNotSerialize(Exception exception, Type type)
    {
        if (_notSerialized.TryAdd(type, true))
        {
            log.ValueNotSerialized(exception, type);
        }
    }

    public void Dispose()
    {
        if (_serializer.IsValueCreated)
        {
            _serializer.Value.Dispose();
        }
    }
}
