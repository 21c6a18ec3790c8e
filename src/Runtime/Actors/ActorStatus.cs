namespace Orleans.Ray.Actors;

/// <summary>Where an actor stands.</summary>
internal enum ActorStatus
{
    /// <summary>Arguments, name or resources are missing, or its constructor runs for the first time.</summary>
    Pending,

    /// <summary>It is constructed, and takes calls.</summary>
    Alive,

    /// <summary>It has crashed and is not constructed again yet.</summary>
    Restarting,

    /// <summary>It has ended, for good.</summary>
    Dead,
}
