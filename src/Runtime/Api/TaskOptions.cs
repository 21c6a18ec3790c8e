namespace Orleans.Ray;

/// <summary>Overrides, for one call, what <see cref="RayTaskAttribute"/> says. What is null here stays as the attribute has it.</summary>
public sealed record TaskOptions
{
    /// <summary>CPUs to hold while running.</summary>
    public double? NumCpus { get; init; }

    /// <summary>GPUs to hold while running: up to 1, or a whole number.</summary>
    public double? NumGpus { get; init; }

    /// <summary>Bytes of memory to hold while running.</summary>
    public long? Memory { get; init; }

    /// <summary>Custom resources by name; replaces the attribute's.</summary>
    public IReadOnlyDictionary<string, double>? Resources { get; init; }

    /// <summary>The name shown in errors and listings.</summary>
    public string? Name { get; init; }

    /// <summary>Which of the tasks of one driver that wait starts first: the higher number. See <see cref="RayTaskAttribute.Priority"/>.</summary>
    public int? Priority { get; init; }

    /// <summary>Where to run; null for <see cref="SchedulingStrategy.Default"/>, or for the placement group that captures what its tasks submit.</summary>
    public SchedulingStrategy? SchedulingStrategy { get; init; }

    /// <summary>How many references to return, for a method whose attribute says that it returns several and that returns an array or another sequence; it must return exactly so many items.</summary>
    public int? NumReturns { get; init; }

    /// <summary>How often to run again after a failure; -1 means without limit.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Whether an exception that the task throws is retried too.</summary>
    public bool? RetryExceptions { get; init; }

    /// <summary>How many items of a streaming task may be unread before it waits for its reader: 1 or more, or -1 for no limit.</summary>
    public int? GeneratorBackpressureNumObjects { get; init; }

    /// <summary>The exceptions that are retried, these types and those derived from them; implies <see cref="RetryExceptions"/>.</summary>
    public IReadOnlyList<Type>? RetryExceptionTypes { get; init; }

    /// <summary>How long one attempt may run, from its start. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> lifts the attribute's limit.</summary>
    /// <remarks>
    /// When the time is up the references fail with <see cref="RayTaskTimeoutException"/> at once, and so does what the task has submitted;
    /// its token is cancelled. Time spent waiting for arguments or resources does not count; <see cref="Deadline"/> limits that too.
    /// </remarks>
    public TimeSpan? Timeout { get; init; }

    /// <summary>When the task must have ended, with all its retries. It fails with <see cref="RayTaskTimeoutException"/> then, without ever running if it has not started.</summary>
    /// <remarks>What a task submits has the same deadline, unless it has an earlier one of its own.</remarks>
    public DateTimeOffset? Deadline { get; init; }
}
