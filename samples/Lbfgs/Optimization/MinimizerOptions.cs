namespace Lbfgs.Optimization;

/// <summary>When to stop, and how much to remember.</summary>
internal sealed record MinimizerOptions
{
    public int Iterations { get; init; } = 30;

    /// <summary>Steps, with the change of the gradient along each, that stand for the curvature.</summary>
    public int Memory { get; init; } = 10;

    /// <summary>The norm of the gradient at which the minimum is found.</summary>
    public double GradientTolerance { get; init; } = 1e-5;
}
