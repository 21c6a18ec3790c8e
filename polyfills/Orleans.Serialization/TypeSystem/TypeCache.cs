namespace Orleans.Serialization.TypeSystem;

/// <summary>
/// The outcomes of look-ups by run-time type in one place of the program, where few types are met: they are compared one
/// by one, which costs no hash code. Once it is full, callers look elsewhere.
/// </summary>
internal sealed class TypeCache<TValue>
    where TValue : class
{
    private const int Capacity = 8;

    private (Type Type, TValue Value)[] _entries = [];

    public TValue? Find(Type type)
    {
        foreach (ref readonly var entry in Volatile.Read(ref _entries).AsSpan())
        {
            if (entry.Type == type)
            {
                return entry.Value;
            }
        }

        return null;
    }

    // Of two writers that race one is forgotten, and adds its value when it is wanted again.
    public void Add(Type type, TValue value)
    {
        var entries = Volatile.Read(ref _entries);
        if (entries.Length < Capacity)
        {
            Volatile.Write(ref _entries, [.. entries, (type, value)]);
        }
    }
}
