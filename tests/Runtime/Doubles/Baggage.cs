namespace Orleans.Ray.Tests.Doubles;

/// <summary>A user's object that carries references and a handle.</summary>
[GenerateSerializer]
internal sealed class Baggage
{
    [Id(0)]
    public ObjectRef<int>? Reference { get; set; }

    [Id(1)]
    public ActorHandle<Counter>? Counter { get; set; }

    [Id(2)]
    public Dictionary<string, ObjectRef<int>> Named { get; } = [];
}
