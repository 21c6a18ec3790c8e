namespace Orleans.Ray;

/// <summary>Nothing to submit to: call <see cref="Ray.InitAsync"/> first, or run inside a node.</summary>
[GenerateSerializer, Alias("ray.RayNotInitializedException")]
public sealed class RayNotInitializedException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public RayNotInitializedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public RayNotInitializedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
