namespace Orleans.Ray;

/// <summary>A value can neither be copied nor sent. The message names the type and the attribute to add.</summary>
[GenerateSerializer, Alias("ray.RaySerializationException")]
public sealed class RaySerializationException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public RaySerializationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public RaySerializationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
