namespace Orleans.Ray;

/// <summary>A call was refused because as many as the actor's limit allows are waiting. Wait for some of them, or raise the limit. Ray's <c>PendingCallsLimitExceeded</c>.</summary>
[GenerateSerializer, Alias("ray.PendingCallsLimitException")]
public sealed class PendingCallsLimitException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public PendingCallsLimitException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public PendingCallsLimitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
