namespace Orleans.Ray;

/// <summary>A <see cref="RayQueue{T}"/> had not enough items in time; none of them was taken. Ray's <c>Empty</c>.</summary>
[GenerateSerializer, Alias("ray.QueueEmptyException")]
public sealed class QueueEmptyException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public QueueEmptyException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public QueueEmptyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
