namespace Orleans.Conformance.Storage;

public sealed class RichNode
{
    public string Name { get; set; } = string.Empty;

    public RichNode? Self { get; set; }
}
