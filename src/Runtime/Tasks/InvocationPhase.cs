namespace Orleans.Ray.Tasks;

/// <summary>Where an invocation stands. Each change is one compare-and-swap, and its winner alone acts on it.</summary>
internal static class InvocationPhase
{
    /// <summary>Arguments are not there yet, or resources are not free, or an actor is busy.</summary>
    public const int Waiting = 0;

    /// <summary>User code runs, or awaits.</summary>
    public const int Running = 1;

    /// <summary>User code still runs, but whatever it leaves, the object will be cancelled.</summary>
    public const int Cancelling = 2;

    /// <summary>The object has its value or its error.</summary>
    public const int Ended = 3;
}
