namespace Orleans.Ray;

/// <summary>How many attempts of one function stand where: a row of <see cref="IRayState.SummarizeTasksAsync"/>.</summary>
/// <remarks>Exact, also where rows were dropped or never recorded: what has ended is counted as it ends.</remarks>
public sealed record TaskSummary
{
    /// <summary>The function as <c>Class.Method</c>; <c>Class..ctor</c> for the construction of actors.</summary>
    public required string FunctionName { get; init; }

    /// <summary>What kind of work it is.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>Attempts by state; states with none are left out.</summary>
    public required IReadOnlyDictionary<TaskState, long> StateCounts { get; init; }

    /// <summary>Of those that failed, how many were cancelled.</summary>
    public required long Cancelled { get; init; }

    /// <summary>Of those that failed, how many were tried again.</summary>
    public required long Retried { get; init; }

    /// <summary>All attempts.</summary>
    public long Total => StateCounts.Values.Sum();
}
