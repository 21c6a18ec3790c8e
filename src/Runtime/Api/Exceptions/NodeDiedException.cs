namespace Orleans.Ray;

/// <summary>The node is gone: it was stopped, or the cluster has declared it dead.</summary>
[GenerateSerializer, Alias("ray.NodeDiedException")]
public sealed class NodeDiedException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public NodeDiedException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public NodeDiedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
