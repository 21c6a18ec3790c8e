namespace Orleans.Ray;

/// <summary>One attempt of a task, of the construction of an actor, or of a call to one: a row of <see cref="IRayState.ListTasksAsync"/>.</summary>
/// <remarks>Times are known of submissions that were recorded in full; see <see cref="TaskEventLevel"/>.</remarks>
public sealed record TaskInfo
{
    /// <summary>The task's id; all attempts of a task have the same.</summary>
    public required TaskId Id { get; init; }

    /// <summary>The name that its options gave it, or else that of its function.</summary>
    public required string Name { get; init; }

    /// <summary>The function as <c>Class.Method</c>; <c>Class..ctor</c> for the construction of an actor.</summary>
    public required string FunctionName { get; init; }

    /// <summary>What kind of work it is.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required TaskState State { get; init; }

    /// <summary>Which attempt it is, from 0.</summary>
    public required int Attempt { get; init; }

    /// <summary>The job that it belongs to.</summary>
    public required JobId JobId { get; init; }

    /// <summary>The node that it waits or runs on, or ran on.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>The actor that is constructed or called; null for a task.</summary>
    public ActorId? ActorId { get; init; }

    /// <summary>The task that submitted it; null where the driver did.</summary>
    public TaskId? ParentTaskId { get; init; }

    /// <summary>What it asks for; for a call, what its actor holds.</summary>
    public required IReadOnlyDictionary<string, double> RequiredResources { get; init; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it began to run.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The class of the exception that it failed with, by its full name.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The message of that exception; of a longer one, the first 2,000 characters.</summary>
    public string? ErrorMessage { get; init; }
}
