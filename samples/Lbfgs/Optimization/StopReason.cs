namespace Lbfgs.Optimization;

/// <summary>Why the minimizer stopped.</summary>
internal enum StopReason
{
    /// <summary>The gradient is as good as zero.</summary>
    Converged,

    /// <summary>No step makes the function smaller: it is as small as numbers of this precision can tell.</summary>
    NoProgress,

    /// <summary>That was the last iteration allowed.</summary>
    IterationLimit,
}
