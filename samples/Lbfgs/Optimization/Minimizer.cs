namespace Lbfgs.Optimization;

/// <summary>Limited-memory BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5): the steps of the last iterations stand for the inverse of the Hessian.</summary>
internal sealed class Minimizer(MinimizerOptions options)
{
    /// <param name="objective">The function.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="observe">Called with the start and after each iteration.</param>
    /// <param name="cancellationToken">Stops it between two evaluations.</param>
    public async Task<Minimum> MinimizeAsync(IObjective objective, NDArray<double> start, Action<Iteration>? observe = null, CancellationToken cancellationToken = default)
    {
        var curvature = new Curvature(options.Memory);
        var at = new Iteration(0, start, await objective.EvaluateAsync(start, cancellationToken), Evaluations: 1);
        observe?.Invoke(at);
        while (true)
        {
            if (at.GradientNorm <= options.GradientTolerance)
            {
                return new Minimum(at, StopReason.Converged);
            }

            if (at.Number == options.Iterations)
            {
                return new Minimum(at, StopReason.IterationLimit);
            }

            if (await StepAsync(objective, at, curvature, cancellationToken) is not { } next)
            {
                return new Minimum(at, StopReason.NoProgress);
            }

            curvature.Add(next.Point - at.Point, next.Value.Gradient - at.Value.Gradient);
            at = next;
            observe?.Invoke(at);
        }
    }

    private static async ValueTask<Iteration?> StepAsync(IObjective objective, Iteration at, Curvature curvature, CancellationToken cancellationToken)
    {
        // Without a curvature the gradient says which way, but not how far.
        var step = curvature.IsEmpty ? 1 / at.GradientNorm : 1;
        var search = new LineSearch(objective, at.Point, at.Value, curvature.DirectionFor(at.Value.Gradient));
        var found = await search.FindAsync(step, cancellationToken);
        return found is null ? null : new Iteration(at.Number + 1, found.Point, found.Value, at.Evaluations + search.Evaluations);
    }
}
