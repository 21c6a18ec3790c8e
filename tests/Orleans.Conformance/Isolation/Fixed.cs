namespace Orleans.Conformance.Isolation;

[GenerateSerializer, Immutable]
public sealed class Fixed
{
    [Id(0)]
    public int Value { get; set; }
}
