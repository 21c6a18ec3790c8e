namespace Quickstart.Snippets;

/// <summary>The model that is trained: y = w0 + w1 u + w2 v, on data made with w = (0.5, 3, -2).</summary>
internal static class Regression
{
    public const int Weights = 3;
    private const int SamplesPerShard = 64;

    public static double Loss(NDArray<double> weights, int shard)
    {
        var sum = 0.0;
        for (var sample = 0; sample < SamplesPerShard; sample++)
        {
            var (u, v) = Input(shard, sample);
            var error = Error(weights, u, v);
            sum += error * error;
        }

        return sum / SamplesPerShard;
    }

    public static NDArray<double> Gradient(NDArray<double> weights, int shard)
    {
        Span<double> gradient = [0, 0, 0];
        for (var sample = 0; sample < SamplesPerShard; sample++)
        {
            var (u, v) = Input(shard, sample);
            var scaled = 2 * Error(weights, u, v) / SamplesPerShard;
            gradient[0] += scaled;
            gradient[1] += scaled * u;
            gradient[2] += scaled * v;
        }

        return NDArray.Create<double>(gradient);
    }

    private static (double U, double V) Input(int shard, int sample)
    {
        var angle = (shard * SamplesPerShard) + sample;
        return (Math.Sin(angle * 1.7), Math.Cos(angle * 2.3));
    }

    private static double Error(NDArray<double> weights, double u, double v) =>
        weights[0] + (weights[1] * u) + (weights[2] * v) - (0.5 + (3 * u) - (2 * v));
}
