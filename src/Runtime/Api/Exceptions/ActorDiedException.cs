namespace Orleans.Ray;

/// <summary>The actor has ended for good: its constructor failed, it was killed, or its last handle is gone.</summary>
[GenerateSerializer, Alias("ray.ActorDiedException")]
public sealed class ActorDiedException : RayActorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public ActorDiedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public ActorDiedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
