namespace Orleans.Ray;

/// <summary>A placement group was removed, or could not be placed in time, and with it ends what ran in it or waited for it.</summary>
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
