namespace Orleans.Ray;

/// <summary>What kind of work a row of <see cref="IRayState.ListTasksAsync"/> is.</summary>
public enum TaskKind
{
    /// <summary>A task (Ray's <c>NORMAL_TASK</c>).</summary>
    Normal,

    /// <summary>The construction of an actor (<c>ACTOR_CREATION_TASK</c>).</summary>
    ActorCreation,

    /// <summary>A call of an actor's method (<c>ACTOR_TASK</c>).</summary>
    Actor,
}
