namespace Orleans.Ray;

/// <summary>A <see cref="RayQueue{T}"/> had no room in time for what was to be put into it; nothing of it was put. Ray's <c>Full</c>.</summary>
[GenerateSerializer, Alias("ray.QueueFullException")]
public sealed class QueueFullException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public QueueFullException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public QueueFullException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
