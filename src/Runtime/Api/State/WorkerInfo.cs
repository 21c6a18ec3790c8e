namespace Orleans.Ray;

/// <summary>One thread that submits or runs work of a node: a row of <see cref="IRayState.ListWorkersAsync"/>. Ray has processes where this has threads.</summary>
public sealed record WorkerInfo
{
    /// <summary>The thread's managed id. A new thread may get that of one which has ended, and continues its row.</summary>
    public required int ThreadId { get; init; }

    /// <summary>The thread's name, where it had one when it was first seen.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is a thread of the pool, as those that run tasks are; others submit.</summary>
    public required bool IsPoolThread { get; init; }

    /// <summary>The node whose work it does.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>When it first submitted or ran work of the node.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its node stopped; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The task that it runs now; null where none.</summary>
    public TaskId? CurrentTaskId { get; init; }

    /// <summary>How many tasks and calls it has submitted.</summary>
    public required long Submitted { get; init; }

    /// <summary>How many runs of tasks and calls have ended on it.</summary>
    public required long Ended { get; init; }
}
