namespace Orleans.Ray;

/// <summary>How many actors of one class stand where: a row of <see cref="IRayState.SummarizeActorsAsync"/>.</summary>
public sealed record ActorSummary
{
    /// <summary>The class.</summary>
    public required string ClassName { get; init; }

    /// <summary>Actors by state; states with none are left out. The dead are all that ever were, also those whose rows were dropped.</summary>
    public required IReadOnlyDictionary<ActorState, long> StateCounts { get; init; }

    /// <summary>All actors.</summary>
    public long Total => StateCounts.Values.Sum();
}
