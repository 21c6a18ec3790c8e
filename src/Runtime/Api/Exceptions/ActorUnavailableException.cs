namespace Orleans.Ray;

/// <summary>The actor cannot be reached now. It has not ended.</summary>
[GenerateSerializer, Alias("ray.ActorUnavailableException")]
public sealed class ActorUnavailableException : RayActorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public ActorUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public ActorUnavailableException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
