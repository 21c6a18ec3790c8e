namespace Orleans.Ray;

/// <summary>A placement group cannot do what was asked of it: it was removed, or has no such bundle, or its bundle can never hold the request.</summary>
[GenerateSerializer, Alias("ray.PlacementGroupException")]
public sealed class PlacementGroupException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    public PlacementGroupException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public PlacementGroupException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
