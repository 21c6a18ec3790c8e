namespace Orleans.Ray;

/// <summary>
/// How many tasks and actors ask for the same resources and have not been given them: a row of <see cref="IRayState.SummarizeDemandAsync"/>. Ray's
/// <c>Demands</c> of <c>ray status</c>.
/// </summary>
public sealed record ResourceDemand
{
    /// <summary>What each of them asks for, by name; memory in bytes. Empty where it asks for nothing.</summary>
    public required IReadOnlyDictionary<string, double> Resources { get; init; }

    /// <summary>How many there are.</summary>
    public required long Count { get; init; }

    /// <summary>Whether no node that is there can ever give it; else it waits for what others have now.</summary>
    public required bool IsInfeasible { get; init; }
}
