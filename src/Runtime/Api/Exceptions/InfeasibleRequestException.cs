namespace Orleans.Ray;

/// <summary>No node can ever give what the task or actor asks for. The message lists the request, the closest node and what it lacks.</summary>
[GenerateSerializer, Alias("ray.InfeasibleRequestException")]
public sealed class InfeasibleRequestException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public InfeasibleRequestException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public InfeasibleRequestException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
