namespace Orleans.Conformance.Storage;

/// <summary>Its field is for the serializer of messages, and nothing to that of storage.</summary>
[GenerateSerializer]
public sealed class HiddenState
{
    [Id(0)]
    private int _hidden;

    public void Hide(int value) => _hidden = value;

    public int Reveal() => _hidden;
}
