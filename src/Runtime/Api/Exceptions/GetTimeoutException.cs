namespace Orleans.Ray;

/// <summary>The object was not ready in time. It is not lost: get it again later.</summary>
[GenerateSerializer, Alias("ray.GetTimeoutException")]
public sealed class GetTimeoutException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was waited for, and how long.</param>
    /// <param name="waitReason">See <see cref="WaitReason"/>.</param>
    public GetTimeoutException(string message, string waitReason)
        : base(message) => WaitReason = waitReason;

    /// <summary>What the object was waiting for when the time was up, as <see cref="ObjectRef.ExplainAsync"/> says it.</summary>
    [Id(0)]
    public string WaitReason { get; }
}
