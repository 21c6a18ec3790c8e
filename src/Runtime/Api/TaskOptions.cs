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

    /// <summary>How often to run again after a failure; -1 means without limit.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Whether an exception that the task throws is retried too.</summary>
    public bool? RetryExceptions { get; init; }
}
