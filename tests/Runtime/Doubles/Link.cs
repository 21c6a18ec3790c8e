namespace Orleans.Ray.Tests.Doubles;

/// <summary>What cycles are made of.</summary>
[GenerateSerializer]
internal sealed class Link
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public Link? Next { get; set; }
}
