namespace Lbfgs.Optimization;

/// <summary>A function to be minimized. Whoever minimizes it cannot tell where it is evaluated.</summary>
internal interface IObjective
{
    ValueTask<Evaluation> EvaluateAsync(NDArray<double> point, CancellationToken cancellationToken);
}
