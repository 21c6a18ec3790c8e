using global::Lbfgs.Optimization;

namespace Orleans.Ray.Samples.Tests.Lbfgs;

/// <summary>A function that is written down, for the minimizer.</summary>
internal sealed class Functions(Func<double[], (double Loss, double[] Gradient)> function) : IObjective
{
    /// <summary>A curved valley; its minimum, 0, is at (1, 1).</summary>
    public static Functions Rosenbrock { get; } = new(static x =>
    {
        var (a, b) = (1 - x[0], x[1] - (x[0] * x[0]));
        return ((a * a) + (100 * b * b), [(-2 * a) - (400 * x[0] * b), 200 * b]);
    });

    /// <summary>A bowl that is a hundred times steeper one way than the other; its minimum, 0, is at 0.</summary>
    public static Functions Bowl { get; } = new(static x =>
    {
        var weights = Enumerable.Range(0, x.Length).Select(i => Math.Pow(100, i / (x.Length - 1.0))).ToArray();
        return (x.Zip(weights).Sum(static pair => pair.Second * pair.First * pair.First / 2), [.. x.Zip(weights).Select(static pair => pair.Second * pair.First)]);
    });

    /// <summary>x - ln x, which is no number below 0 and infinite at 0; its minimum, 1, is at 1.</summary>
    public static Functions Barrier { get; } = new(static x => (x[0] - Math.Log(x[0]), [1 - (1 / x[0])]));

    /// <summary>|x|, whose gradient never becomes small.</summary>
    public static Functions Kink { get; } = new(static x => (Math.Abs(x[0]), [Math.Sign(x[0])]));

    /// <summary>Falls for ever.</summary>
    public static Functions Slope { get; } = new(static x => (-x[0], [-1]));

    public int Evaluations { get; private set; }

    public ValueTask<Evaluation> EvaluateAsync(NDArray<double> point, CancellationToken cancellationToken)
    {
        Evaluations++;
        var (loss, gradient) = function(point.ToArray());
        return ValueTask.FromResult(new Evaluation(loss, NDArray.Create<double>(gradient)));
    }
}
