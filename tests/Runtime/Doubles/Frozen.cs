namespace Orleans.Ray.Tests.Doubles;

/// <summary>A value that promises not to change, and so is shared.</summary>
[GenerateSerializer, Immutable]
internal sealed class Frozen(string text)
{
    [Id(0)]
    public string Text { get; } = text;
}
