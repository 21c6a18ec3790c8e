namespace Orleans.Conformance.Streams;

[GenerateSerializer]
public sealed class Item
{
    [Id(0)]
    public int Value { get; set; }
}
