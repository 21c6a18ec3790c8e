namespace Orleans.Serialization.TypeSystem;

/// <summary>One value per type, read without a lock. Two writers may race; the later value wins, and both are good.</summary>
internal sealed class SlotTable<TValue>
    where TValue : class
{
    private readonly Lock _lock = new();
    private TValue?[] _values = new TValue?[64];

    public TValue? Get(int slot)
    {
        var values = Volatile.Read(ref _values);
        return (uint)slot < (uint)values.Length ? values[slot] : null;
    }

    public void Set(int slot, TValue value)
    {
        lock (_lock)
        {
            if (slot >= _values.Length)
            {
                var larger = new TValue?[Math.Max(slot + 1, _values.Length * 2)];
                _values.CopyTo(larger, 0);
                Volatile.Write(ref _values, larger);
            }

            Volatile.Write(ref _values[slot], value);
        }
    }
}
