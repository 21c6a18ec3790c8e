namespace Lbfgs.Optimization;

/// <summary>Where the minimizer ended, and why.</summary>
internal sealed record Minimum(Iteration Last, StopReason Reason);
