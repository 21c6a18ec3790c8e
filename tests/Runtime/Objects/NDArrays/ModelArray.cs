namespace Orleans.Ray.Tests.Objects.NDArrays;

/// <summary>What an array should be: each element by its indices, and nothing of strides.</summary>
internal sealed class ModelArray(int[] shape, Func<int[], int> element)
{
    public int[] Shape => shape;

    public static ModelArray Counting(int[] shape) => new(shape, indices =>
    {
        var number = 0;
        for (var dimension = 0; dimension < shape.Length; dimension++)
        {
            number = (number * shape[dimension]) + indices[dimension];
        }

        return number;
    });

    public ModelArray Slice(int[] starts, int[] lengths) => new(lengths, indices => element([.. indices.Select((index, dimension) => index + starts[dimension])]));

    public ModelArray Every(int dimension, int step) => new(
        [.. shape.Select((size, at) => at == dimension ? (size + step - 1) / step : size)],
        indices => element([.. indices.Select((index, at) => at == dimension ? index * step : index)]));

    public ModelArray Transpose() => new([.. shape.Reverse()], indices => element([.. indices.Reverse()]));

    public ModelArray Row(int row) => new(shape[1..], indices => element([row, .. indices]));

    public IEnumerable<int> Elements() => Indices(0, new int[shape.Length]).Select(indices => element(indices));

    public IEnumerable<int[]> Indices() => Indices(0, new int[shape.Length]);

    public int At(int[] indices) => element(indices);

    private IEnumerable<int[]> Indices(int dimension, int[] prefix)
    {
        if (dimension == shape.Length)
        {
            return [(int[])prefix.Clone()];
        }

        return Enumerable.Range(0, shape[dimension]).SelectMany(index =>
        {
            var next = (int[])prefix.Clone();
            next[dimension] = index;
            return Indices(dimension + 1, next);
        });
    }
}
