namespace Orleans.Ray;

/// <summary>
/// The driver has as many tasks waiting as <see cref="RayOptions.MaxPendingTasks"/> allows, so this one was not submitted. Wait with
/// <see cref="Ray.WaitToSubmitAsync"/> before you submit, or raise the limit.
/// </summary>
[GenerateSerializer, Alias("ray.PendingTasksLimitException")]
public sealed class PendingTasksLimitException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public PendingTasksLimitException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public PendingTasksLimitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
