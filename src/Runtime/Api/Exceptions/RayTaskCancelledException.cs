namespace Orleans.Ray;

/// <summary>The task was cancelled with <see cref="Ray.CancelAsync(ObjectRef, bool, bool)"/>, or depends on one that was.</summary>
[GenerateSerializer, Alias("ray.RayTaskCancelledException")]
public sealed class RayTaskCancelledException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public RayTaskCancelledException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public RayTaskCancelledException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
