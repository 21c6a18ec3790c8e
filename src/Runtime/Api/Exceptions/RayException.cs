namespace Orleans.Ray;

/// <summary>An error of the system, as opposed to one that a task's own code threw: those keep their type.</summary>
[GenerateSerializer, Alias("ray.RayException")]
public class RayException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public RayException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public RayException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
