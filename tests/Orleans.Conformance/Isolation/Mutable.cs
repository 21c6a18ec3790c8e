namespace Orleans.Conformance.Isolation;

[GenerateSerializer]
public sealed class Mutable
{
    [Id(0)]
    public int Value { get; set; }

    [Id(1)]
    public Mutable? Other { get; set; }

    [NonSerialized]
    public int Unmarked;
}
