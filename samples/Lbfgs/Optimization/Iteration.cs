namespace Lbfgs.Optimization;

/// <summary>Where the minimizer is after an iteration; number 0 is where it starts.</summary>
/// <param name="Number">Iterations so far.</param>
/// <param name="Point">Where it is.</param>
/// <param name="Value">The function there.</param>
/// <param name="Evaluations">Evaluations of the function so far.</param>
internal sealed record Iteration(int Number, NDArray<double> Point, Evaluation Value, int Evaluations)
{
    public double GradientNorm { get; } = NDArray.Norm(Value.Gradient);
}
