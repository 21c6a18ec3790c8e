namespace Orleans.Ray.StoreProcess;

/// <summary>A class of a user's with arrays in it.</summary>
[GenerateSerializer, Alias("test.SampleModel")]
internal sealed class SampleModel
{
    [Id(0)]
    public string Name { get; set; } = string.Empty;

    [Id(1)]
    public double[] Weights { get; set; } = [];

    [Id(2)]
    public float[] Biases { get; set; } = [];

    [Id(3)]
    public NDArray<double>? Grid { get; set; }
}
