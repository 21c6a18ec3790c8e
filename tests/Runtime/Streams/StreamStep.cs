namespace Orleans.Ray.Tests.Streams;

/// <summary>One step of a random history of a stream.</summary>
public enum StreamStep
{
    Yield,
    Fail,
    End,
    Read,
    Cancel,
    Dispose,
}
