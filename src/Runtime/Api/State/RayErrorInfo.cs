namespace Orleans.Ray;

/// <summary>One error of a task or an actor call: a row of <see cref="IRayState.GetErrorsAsync"/>, and what <see cref="RayOptions.OnUnobservedError"/> is told.</summary>
public sealed record RayErrorInfo
{
    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The job that it happened in.</summary>
    public required JobId JobId { get; init; }

    /// <summary>The task or call that failed.</summary>
    public required TaskId TaskId { get; init; }

    /// <summary>Its name.</summary>
    public required string TaskName { get; init; }

    /// <summary>Which attempt failed, from 0.</summary>
    public required int Attempt { get; init; }

    /// <summary>The actor that it ran on; null for a task.</summary>
    public ActorId? ActorId { get; init; }

    /// <summary>The node that it ran on.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>The class of the exception, by its full name.</summary>
    public required string ErrorType { get; init; }

    /// <summary>The exception's message; of a longer one, the first 2,000 characters.</summary>
    public required string Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{ErrorType} in task '{TaskName}' ({TaskId}, attempt {Attempt}): {Message}";
}
