namespace Orleans.Ray;

/// <summary>The object does not fit into the object store, even after everything that nobody uses was evicted or spilled. Ray's <c>ObjectStoreFullError</c>.</summary>
[GenerateSerializer, Alias("ray.ObjectStoreFullException")]
public sealed class ObjectStoreFullException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public ObjectStoreFullException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public ObjectStoreFullException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
