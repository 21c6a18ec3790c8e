using Orleans.Ray.State;

namespace Orleans.Ray;

/// <summary>Which rows <see cref="IRayState.ListTasksAsync"/> returns: those that meet all conditions that are set.</summary>
/// <remarks>
/// A condition is a value (<c>State = TaskState.Running</c>) or <see cref="FilterValue.Not{T}"/>, as in Ray; there are no others. It is applied before the limit.
/// </remarks>
public sealed record TaskFilter
{
    /// <summary>Where the attempt stands.</summary>
    public FilterValue<TaskState>? State { get; init; }

    /// <summary>The name that its options gave it, or else that of its function.</summary>
    public FilterValue<string>? Name { get; init; }

    /// <summary>The function as <c>Class.Method</c>.</summary>
    public FilterValue<string>? FunctionName { get; init; }

    /// <summary>What kind of work it is.</summary>
    public FilterValue<TaskKind>? Kind { get; init; }

    /// <summary>The task's id.</summary>
    public FilterValue<TaskId>? Id { get; init; }

    /// <summary>The job that it belongs to.</summary>
    public FilterValue<JobId>? JobId { get; init; }

    /// <summary>The actor that is constructed or called.</summary>
    public FilterValue<ActorId>? ActorId { get; init; }

    /// <summary>The task that submitted it.</summary>
    public FilterValue<TaskId>? ParentTaskId { get; init; }

    /// <summary>Which attempt it is, from 0.</summary>
    public FilterValue<int>? Attempt { get; init; }

    /// <summary>The class of the exception that it failed with, by its full name.</summary>
    public FilterValue<string>? ErrorType { get; init; }

    /// <summary>Reads conditions as a command line has them: <c>state=RUNNING</c>, <c>name!=train</c>. Names of columns and states may be written as here or as in Ray.</summary>
    /// <param name="conditions">The conditions; rows meet all.</param>
    /// <exception cref="ArgumentException">One names no column, compares by something other than <c>=</c> or <c>!=</c>, or has no value that the column can have.</exception>
    public static TaskFilter Parse(params IReadOnlyList<string> conditions)
    {
        var text = new FilterText(conditions);
        var filter = new TaskFilter
        {
            State = text.TakeEnum<TaskState>("state"),
            Name = text.TakeString("name"),
            FunctionName = text.TakeString("function_name", "func_or_class_name"),
            Kind = text.TakeEnum<TaskKind>("kind", "type"),
            Id = text.TakeId("id", static (high, low) => new TaskId(high, low), "task_id"),
            JobId = text.TakeId("job_id", static (high, low) => new JobId(high, low)),
            ActorId = text.TakeId("actor_id", static (high, low) => new ActorId(high, low)),
            ParentTaskId = text.TakeId("parent_task_id", static (high, low) => new TaskId(high, low)),
            Attempt = text.TakeNumber("attempt", "attempt_number"),
            ErrorType = text.TakeString("error_type"),
        };
        text.ThrowIfAnyLeft();
        return filter;
    }

    internal bool Accepts(in TaskRow row) =>
        (State?.Accepts(row.State) ?? true)
        && (Name?.Accepts(row.Name) ?? true)
        && (FunctionName?.Accepts(row.Function) ?? true)
        && (Kind?.Accepts(row.Kind) ?? true)
        && (Id?.Accepts(row.Id) ?? true)
        && (JobId?.Accepts(row.Job) ?? true)
        && (ActorId is null || (row.Actor.IsDefault ? ActorId.AcceptsNothing : ActorId.Accepts(row.Actor)))
        && (ParentTaskId is null || (row.Parent.IsDefault ? ParentTaskId.AcceptsNothing : ParentTaskId.Accepts(row.Parent)))
        && (Attempt?.Accepts(row.Attempt) ?? true)
        && (ErrorType is null || (row.Error is null ? ErrorType.AcceptsNothing : ErrorType.Accepts(row.Error.Type)));
}
