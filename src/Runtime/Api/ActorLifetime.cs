namespace Orleans.Ray;

/// <summary>When an actor ends.</summary>
public enum ActorLifetime
{
    /// <summary>When its last handle is gone and its pending calls have finished, or when its job ends.</summary>
    NonDetached,

    /// <summary>When it is killed. Give it a name, or nothing will find it again.</summary>
    Detached,
}
