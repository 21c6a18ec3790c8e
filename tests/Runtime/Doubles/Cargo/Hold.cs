namespace Orleans.Ray.Tests.Doubles;

/// <summary>What every cargo has: one reference, in a base class.</summary>
[GenerateSerializer]
internal abstract class Hold
{
    [Id(0)]
    public ObjectRef<Block>? Reference { get; init; }
}
