namespace Orleans.Ray.Tests.Store.Values;

/// <summary>A class of the user's with arrays in it.</summary>
[GenerateSerializer]
internal sealed class Model
{
    [Id(0)]
    public string Name { get; set; } = "";

    [Id(1)]
    public double[]? Weights { get; set; }

    [Id(2)]
    public double[]? Biases { get; set; }

    [Id(3)]
    public List<float>? Losses { get; set; }

    [Id(4)]
    public NDArray<double>? Matrix { get; set; }

    [Id(5)]
    public ReadOnlyMemory<int> Labels { get; set; }

    [Id(6)]
    public object? Anything { get; set; }

    [Id(7)]
    public Model? Next { get; set; }
}
