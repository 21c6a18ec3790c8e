namespace Orleans.Ray;

/// <summary>Where an actor stands.</summary>
public enum ActorState
{
    /// <summary>A constructor's argument, or its name, is not there yet (Ray's <c>DEPENDENCIES_UNREADY</c>).</summary>
    DependenciesUnready,

    /// <summary>It waits for resources, or its constructor runs (<c>PENDING_CREATION</c>).</summary>
    PendingCreation,

    /// <summary>It is constructed and takes calls (<c>ALIVE</c>).</summary>
    Alive,

    /// <summary>It failed and is being constructed again (<c>RESTARTING</c>).</summary>
    Restarting,

    /// <summary>It has ended, for good (<c>DEAD</c>).</summary>
    Dead,
}
