namespace Orleans.Polyfills.Serialization;

public enum Colour : short
{
    Red = -1,
    Green,
    Blue = 300,
}

[GenerateSerializer]
public class GraphNode
{
    [Id(0)]
    public int Number { get; set; }

    [Id(1)]
    public string? Name { get; set; }

    [Id(2)]
    public object? First { get; set; }

    [Id(7)]
    public object? Second { get; set; }

    [Id(9)]
    public List<object?>? Many { get; set; }
}

[GenerateSerializer]
public sealed class DerivedNode : GraphNode
{
    [Id(0)]
    public Dictionary<string, object?> Named { get; set; } = [];

    [Id(1)]
    public GraphCell Cell { get; set; }

    [Id(2)]
    public double? Weight { get; set; }
}

[GenerateSerializer]
public struct GraphCell
{
    [Id(0)]
    public long X;

    [Id(1)]
    public object? Link;

    [Id(3)]
    public Colour Colour;
}

[GenerateSerializer]
public sealed record GraphRecord(string Key, object? Value)
{
    [Id(0)]
    public int[]? Numbers { get; set; }
}

[GenerateSerializer]
public sealed class GraphBox<T>
{
    [Id(0)]
    public T? Value { get; set; }

    [Id(1)]
    public T?[]? More { get; set; }
}

/// <summary>Nothing but a surrogate makes it travel.</summary>
public sealed class ForeignNode(string text, object? link)
{
    public string Text => text;

    public object? Link => link;
}

[GenerateSerializer]
public struct ForeignNodeSurrogate
{
    [Id(0)]
    public string Text;

    [Id(1)]
    public object? Link;
}

[RegisterConverter]
public sealed class ForeignNodeConverter : IConverter<ForeignNode, ForeignNodeSurrogate>
{
    public ForeignNode ConvertFromSurrogate(in ForeignNodeSurrogate surrogate) => new(surrogate.Text, surrogate.Link);

    public ForeignNodeSurrogate ConvertToSurrogate(in ForeignNode value) => new() { Text = value.Text, Link = value.Link };
}
