namespace Orleans.Ray.Tests.Doubles;

/// <summary>A nested value of the user's own: it can change, so it is copied.</summary>
[GenerateSerializer]
internal sealed record Shape
{
    [Id(0)]
    public required string Name { get; set; }

    [Id(1)]
    public required List<Point> Corners { get; init; }

    [Id(2)]
    public Dictionary<string, double[]> Weights { get; init; } = [];

    [Id(3)]
    public Shape? Inner { get; set; }
}
