namespace Orleans.Ray;

/// <summary>The task or actor was ended because its node was short of memory. Ray's <c>OutOfMemoryError</c>.</summary>
[GenerateSerializer, Alias("ray.RayOutOfMemoryException")]
public sealed class RayOutOfMemoryException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public RayOutOfMemoryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public RayOutOfMemoryException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
