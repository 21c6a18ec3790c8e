namespace Orleans.Ray.Tests.Doubles;

/// <summary>References inside of a value.</summary>
[GenerateSerializer]
internal sealed class GrainParcel
{
    [Id(0)]
    public required ObjectRef<int> Value { get; set; }

    [Id(1)]
    public ActorHandle<Counter>? Counter { get; set; }
}
