namespace Orleans.Ray;

/// <summary>A call could not be made to an actor, or was under way when the actor ended.</summary>
[GenerateSerializer, Alias("ray.RayActorException")]
public class RayActorException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public RayActorException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public RayActorException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
