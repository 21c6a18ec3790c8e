namespace Orleans.Ray;

/// <summary>What ran the code has crashed.</summary>
/// <remarks>
/// Code of a task or an actor that throws it ends as a worker that dies, in a process that lives on: a task is retried, or fails with it; an
/// actor is constructed again, or dies, and calls that were under way run again where they have retries.
/// </remarks>
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
