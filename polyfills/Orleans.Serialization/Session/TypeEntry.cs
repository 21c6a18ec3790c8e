namespace Orleans.Serialization.Session;

/// <summary>A type named in the input; looked up only when a value of it is wanted.</summary>
internal struct TypeEntry
{
    public string? Name;
    public Type? Type;
}
