namespace Orleans.Ray;

/// <summary>The process that ran the task died or was killed while it ran, and the task's retries are spent. Ray's <c>WorkerCrashedError</c>.</summary>
[GenerateSerializer, Alias("ray.WorkerCrashedException")]
public sealed class WorkerCrashedException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public WorkerCrashedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public WorkerCrashedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
