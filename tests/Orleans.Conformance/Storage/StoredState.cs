namespace Orleans.Conformance.Storage;

[GenerateSerializer]
public sealed class StoredState
{
    [Id(0)]
    public int Number { get; set; }

    [Id(1)]
    public List<string> Texts { get; set; } = [];
}
