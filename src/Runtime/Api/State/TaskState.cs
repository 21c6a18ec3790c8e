namespace Orleans.Ray;

/// <summary>Where one attempt of a task or actor call stands.</summary>
public enum TaskState
{
    /// <summary>It waits for an argument (Ray's <c>PENDING_ARGS_AVAIL</c>).</summary>
    PendingArgsAvail,

    /// <summary>Its arguments are there, and it waits for resources, or for its actor to be constructed (<c>PENDING_NODE_ASSIGNMENT</c>).</summary>
    PendingNodeAssignment,

    /// <summary>It waits for its turn on its actor (<c>PENDING_ACTOR_TASK_ORDERING_OR_CONCURRENCY</c>).</summary>
    PendingActorTaskOrderingOrConcurrency,

    /// <summary>Its code runs or awaits (<c>RUNNING</c>).</summary>
    Running,

    /// <summary>It has returned (<c>FINISHED</c>).</summary>
    Finished,

    /// <summary>It threw, was cancelled, or could not run (<c>FAILED</c>).</summary>
    Failed,
}
