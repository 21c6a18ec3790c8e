namespace Orleans.Ray.Tests.Doubles;

/// <summary>Where a grain found itself.</summary>
[GenerateSerializer]
internal sealed class Assignment
{
    [Id(0)]
    public NodeId Node { get; set; }

    [Id(1)]
    public NodeId NodeOfInjected { get; set; }

    [Id(2)]
    public required string Namespace { get; set; }

    [Id(3)]
    public string? Name { get; set; }

    [Id(4)]
    public double Cpus { get; set; }

    [Id(5)]
    public required int[] Gpus { get; set; }
}
