namespace Orleans.Conformance.Serialization;

public enum Level
{
    Low,
    High,
}

public enum Huge : ulong
{
    Last = ulong.MaxValue,
}

[GenerateSerializer]
public sealed class Leaf
{
    [Id(0)]
    public int Number { get; set; }

    [Id(1)]
    public string? Name { get; set; }
}

[GenerateSerializer]
public sealed class Node
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public Node? Next { get; set; }

    [Id(2)]
    public List<Node> Children { get; set; } = [];

    [Id(3)]
    public object? Anything { get; set; }
}
