namespace Orleans.Serialization.Session;

/// <summary>A type named in the input. One that was never met before is looked up only when a value of it is wanted; only that keeps its name.</summary>
internal struct TypeEntry
{
    public string? Name;
    public Type? Type;
}
