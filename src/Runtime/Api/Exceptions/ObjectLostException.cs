namespace Orleans.Ray;

/// <summary>Every copy of the object is gone, and it could not be made again: what made it is not known any more, or its retries are spent. Ray's <c>ObjectLostError</c>.</summary>
[GenerateSerializer, Alias("ray.ObjectLostException")]
public sealed class ObjectLostException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public ObjectLostException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public ObjectLostException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
