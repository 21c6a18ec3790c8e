namespace Orleans.Ray;

/// <summary>Overrides, for one actor, what <see cref="RayActorAttribute"/> says. What is null here stays as the attribute has it.</summary>
public sealed record ActorOptions
{
    /// <summary>CPUs to hold as long as the actor lives.</summary>
    public double? NumCpus { get; init; }

    /// <summary>GPUs to hold as long as the actor lives: up to 1, or a whole number.</summary>
    public double? NumGpus { get; init; }

    /// <summary>Bytes of memory to hold as long as the actor lives.</summary>
    public long? Memory { get; init; }

    /// <summary>Custom resources by name; replaces the attribute's.</summary>
    public IReadOnlyDictionary<string, double>? Resources { get; init; }

    /// <summary>Where to live; null for <see cref="SchedulingStrategy.Default"/>, or for the placement group that captures what its tasks submit.</summary>
    public SchedulingStrategy? SchedulingStrategy { get; init; }

    /// <summary>How many calls may be under way at once; 1 or more.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>How often the actor is constructed again after a failure of the system; -1 means without limit.</summary>
    public int? MaxRestarts { get; init; }

    /// <summary>How often a call may run again after the actor's crash, and after its own exceptions where they are retried; -1 means without limit.</summary>
    public int? MaxTaskRetries { get; init; }

    /// <summary>How many calls through one handle may be unfinished; 1 or more, or -1 for no limit.</summary>
    public int? MaxPendingCalls { get; init; }

    /// <summary>How many calls of each concurrency group may be under way at once. Groups that are not named here stay as the class declares them.</summary>
    public IReadOnlyDictionary<string, int>? ConcurrencyGroups { get; init; }

    /// <summary>Whether a call that waits for an argument lets later calls of its handle pass. See <see cref="RayActorAttribute.AllowOutOfOrderExecution"/>.</summary>
    public bool? AllowOutOfOrderExecution { get; init; }

    /// <summary>
    /// A name by which <see cref="Ray.GetActorAsync{THandle}"/> finds the actor, unique in its namespace. The name is free again when the actor has ended.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The namespace of <see cref="Name"/>; the job's own where null.</summary>
    public string? Namespace { get; init; }

    /// <summary>Whether to return the actor that already has <see cref="Name"/> instead of failing. Its arguments and options are then ignored.</summary>
    public bool GetIfExists { get; init; }

    /// <summary>Whether the actor ends with its last handle, or lives until it is killed.</summary>
    public ActorLifetime Lifetime { get; init; }
}
