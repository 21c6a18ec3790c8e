namespace Orleans.Ray;

/// <summary>The task or actor call had not ended when its <see cref="TaskOptions.Timeout"/> or <see cref="TaskOptions.Deadline"/> was up, or that of the task which submitted it.</summary>
/// <remarks>The code itself may run on until it looks at its <see cref="CancellationToken"/>; what it then leaves is discarded. A time-out is not retried.</remarks>
[GenerateSerializer, Alias("ray.RayTaskTimeoutException")]
public sealed class RayTaskTimeoutException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which limit was reached, and what the task was doing.</param>
    public RayTaskTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which limit was reached, and what the task was doing.</param>
    /// <param name="innerException">What caused it.</param>
    public RayTaskTimeoutException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which limit was reached, and what the task was doing.</param>
    /// <param name="waitReason">See <see cref="WaitReason"/>.</param>
    public RayTaskTimeoutException(string message, string waitReason)
        : base(message) => WaitReason = waitReason;

    /// <summary>What the task was doing when the time was up, as <see cref="ObjectRef.ExplainAsync"/> says it; null where it is not known.</summary>
    [Id(0)]
    public string? WaitReason { get; }
}
