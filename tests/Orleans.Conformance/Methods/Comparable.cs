namespace Orleans.Conformance.Methods;

[GenerateSerializer]
public sealed class Comparable : IComparable<Comparable>
{
    [Id(0)]
    public int Value { get; set; }

    public int CompareTo(Comparable? other) => Value.CompareTo(other?.Value);
}
