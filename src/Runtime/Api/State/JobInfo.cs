namespace Orleans.Ray;

/// <summary>One driver's work: a row of <see cref="IRayState.ListJobsAsync"/>.</summary>
public sealed record JobInfo
{
    /// <summary>Its id.</summary>
    public required JobId Id { get; init; }

    /// <summary>Whether its driver is still there.</summary>
    public required bool IsRunning { get; init; }

    /// <summary>The namespace that the names of its actors are in.</summary>
    public required string Namespace { get; init; }

    /// <summary>The operating system's id of the driver's process.</summary>
    public required int DriverProcessId { get; init; }

    /// <summary>The program that the driver runs.</summary>
    public required string Entrypoint { get; init; }

    /// <summary>When the driver began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the driver ended; null while it is there.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
