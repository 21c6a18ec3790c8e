namespace Orleans.Conformance.Methods;

/// <summary>Nothing copies or serializes this one.</summary>
public sealed class Unmarked
{
    public int Value { get; set; }
}
