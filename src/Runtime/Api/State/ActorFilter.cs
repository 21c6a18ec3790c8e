using Orleans.Ray.State;

namespace Orleans.Ray;

/// <summary>Which rows <see cref="IRayState.ListActorsAsync"/> returns: those that meet all conditions that are set.</summary>
/// <remarks>A condition is a value or <see cref="FilterValue.Not{T}"/>, as in Ray; there are no others. It is applied before the limit.</remarks>
public sealed record ActorFilter
{
    /// <summary>Where the actor stands.</summary>
    public FilterValue<ActorState>? State { get; init; }

    /// <summary>Its class.</summary>
    public FilterValue<string>? ClassName { get; init; }

    /// <summary>Its name.</summary>
    public FilterValue<string>? Name { get; init; }

    /// <summary>The namespace that its name is in.</summary>
    public FilterValue<string>? Namespace { get; init; }

    /// <summary>Its id.</summary>
    public FilterValue<ActorId>? Id { get; init; }

    /// <summary>The job that created it.</summary>
    public FilterValue<JobId>? JobId { get; init; }

    /// <summary>Whether it outlives its handles.</summary>
    public FilterValue<bool>? IsDetached { get; init; }

    /// <summary>Reads conditions as a command line has them: <c>state=ALIVE</c>, <c>is_detached!=true</c>. Names of columns and states may be written as here or as in Ray.</summary>
    /// <param name="conditions">The conditions; rows meet all.</param>
    /// <exception cref="ArgumentException">One names no column, compares by something other than <c>=</c> or <c>!=</c>, or has no value that the column can have.</exception>
    public static ActorFilter Parse(params IReadOnlyList<string> conditions)
    {
        var text = new FilterText(conditions);
        var filter = new ActorFilter
        {
            State = text.TakeEnum<ActorState>("state"),
            ClassName = text.TakeString("class_name"),
            Name = text.TakeString("name"),
            Namespace = text.TakeString("namespace", "ray_namespace"),
            Id = text.TakeId("id", static (high, low) => new ActorId(high, low), "actor_id"),
            JobId = text.TakeId("job_id", static (high, low) => new JobId(high, low)),
            IsDetached = text.TakeBool("is_detached"),
        };
        text.ThrowIfAnyLeft();
        return filter;
    }

    internal bool Accepts(ActorInfo row) =>
        (State?.Accepts(row.State) ?? true)
        && (ClassName?.Accepts(row.ClassName) ?? true)
        && (Name is null || (row.Name is null ? Name.AcceptsNothing : Name.Accepts(row.Name)))
        && (Namespace?.Accepts(row.Namespace) ?? true)
        && (Id?.Accepts(row.Id) ?? true)
        && (JobId?.Accepts(row.JobId) ?? true)
        && (IsDetached?.Accepts(row.IsDetached) ?? true);
}
