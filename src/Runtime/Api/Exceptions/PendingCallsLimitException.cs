namespace Orleans.Ray;

/// <summary>A call was not made, because as many calls through its handle as the actor allows have not finished.</summary>
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
