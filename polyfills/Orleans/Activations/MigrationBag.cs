using System.Buffers;

namespace Orleans.Runtime;

/// <summary>Named values that a migrating activation takes along.</summary>
internal sealed class MigrationBag(Serializer serializer) : IDehydrationContext, IRehydrationContext
{
    private readonly Dictionary<string, byte[]> _values = new(StringComparer.Ordinal);

    public MigrationBag(Serializer serializer, Dictionary<string, byte[]> values)
        : this(serializer) => _values = values;

    public GrainAddress? PreviousAddress { get; init; }

    /// <summary>The arrival that these values are for, once an activation has them.</summary>
    public ActivationMigration? TakenBy { get; set; }

    public IEnumerable<string> Keys => _values.Keys;

    public Dictionary<string, byte[]> Values => _values;

    public void AddBytes(string key, ReadOnlySpan<byte> value) => _values[key] = value.ToArray();

    public void AddBytes<T>(string key, Action<T, IBufferWriter<byte>> valueWriter, T value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        valueWriter(value, buffer);
        _values[key] = buffer.WrittenSpan.ToArray();
    }

    public bool TryAddValue<T>(string key, T? value)
    {
        if (!serializer.CanSerialize<T>())
        {
            return false;
        }

        _values[key] = serializer.SerializeToArray(value);
        return true;
    }

    public bool TryGetBytes(string key, out ReadOnlySequence<byte> value)
    {
        var found = _values.TryGetValue(key, out var bytes);
        value = found ? new ReadOnlySequence<byte>(bytes!) : default;
        return found;
    }

    public bool TryGetValue<T>(string key, out T? value)
    {
        if (!_values.TryGetValue(key, out var bytes))
        {
            value = default;
            return false;
        }

        value = serializer.Deserialize<T?>(bytes);
        return true;
    }
}
