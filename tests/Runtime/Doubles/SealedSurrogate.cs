namespace Orleans.Ray.Tests.Doubles;

/// <summary>What a <see cref="Sealed"/> is copied through.</summary>
[GenerateSerializer]
internal struct SealedSurrogate
{
    [Id(0)]
    public int Value;

    [Id(1)]
    public string? Gate;
}
