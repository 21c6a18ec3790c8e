using System.Runtime.InteropServices;
using Lbfgs.Optimization;

namespace Lbfgs.Training;

/// <summary>What a run learned, and how it went.</summary>
internal sealed record TrainingResult
{
    /// <summary>The start, and each iteration.</summary>
    public required IReadOnlyList<TrainingStep> Steps { get; init; }

    public required NDArray<double> Parameters { get; init; }

    public required StopReason Reason { get; init; }

    public required TimeSpan Elapsed { get; init; }

    /// <summary>The object store at the end of the run; null where no actor took part.</summary>
    public ObjectStoreSummary? Store { get; init; }

    public TrainingStep Last => Steps[^1];

    /// <summary>Whether every number of every iteration is the same, to the last bit.</summary>
    public bool IsSameAs(TrainingResult other) =>
        Steps.SequenceEqual(other.Steps)
        && Reason == other.Reason
        && MemoryMarshal.AsBytes(Parameters.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(other.Parameters.AsSpan()));
}
