namespace Orleans.Runtime;

/// <summary>Lists of types are equal where their types are.</summary>
internal sealed class TypeListComparer : IEqualityComparer<Type[]>
{
    public static readonly TypeListComparer Instance = new();

    public bool Equals(Type[]? x, Type[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(Type[] types)
    {
        var hash = default(HashCode);
        foreach (var type in types)
        {
            hash.Add(type);
        }

        return hash.ToHashCode();
    }
}
