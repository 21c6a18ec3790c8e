namespace Orleans.Ray.Tests.Doubles;

/// <summary>References, handles and a stream, in every place that a user's type has for them.</summary>
[GenerateSerializer]
internal sealed class Cargo<T> : Hold
{
    [Id(0)]
    public List<ObjectRef<T>> Listed { get; init; } = [];

    [Id(1)]
    public Dictionary<string, ActorHandle<Counter>> Handles { get; init; } = [];

    [Id(2)]
    public ObjectRef<T[]>? OfArray { get; init; }

    [Id(3)]
    public ObjectRef<Block>[] Array { get; init; } = [];

    [Id(4)]
    public ObjectRefStream<T>? Stream { get; init; }

    [Id(5)]
    public Label<T>? Label { get; init; }

    [Id(6)]
    public Tag<Block> Tag { get; init; }

    [Id(7)]
    public Dictionary<string, List<ObjectRef<Block>>> Nested { get; init; } = [];

    /// <summary>Large enough for the object store, were it not for the references.</summary>
    [Id(8)]
    public byte[] Ballast { get; init; } = [];

    [Id(9)]
    public ObjectRef? Untyped { get; init; }
}
