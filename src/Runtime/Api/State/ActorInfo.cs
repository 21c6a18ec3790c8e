namespace Orleans.Ray;

/// <summary>One actor: a row of <see cref="IRayState.ListActorsAsync"/>.</summary>
public sealed record ActorInfo
{
    /// <summary>Its id.</summary>
    public required ActorId Id { get; init; }

    /// <summary>Its class, by the name that errors show.</summary>
    public required string ClassName { get; init; }

    /// <summary>Where it stands.</summary>
    public required ActorState State { get; init; }

    /// <summary>Its name; null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The namespace that its name is in.</summary>
    public required string Namespace { get; init; }

    /// <summary>Whether it outlives its handles.</summary>
    public required bool IsDetached { get; init; }

    /// <summary>The job that created it.</summary>
    public required JobId JobId { get; init; }

    /// <summary>The node that it lives on.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>How often it was constructed again after a failure.</summary>
    public required int NumRestarts { get; init; }

    /// <summary>Calls that wait for an argument or for their turn.</summary>
    public required int PendingCalls { get; init; }

    /// <summary>What it asks for and, once it is constructed, holds.</summary>
    public required IReadOnlyDictionary<string, double> RequiredResources { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it ended; null while it lives.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended; null while it lives.</summary>
    public string? DeathCause { get; init; }
}
