namespace Orleans.Runtime;

internal enum SendResult
{
    Sent,

    /// <summary>The connection is closed: another one may do.</summary>
    Closed,

    /// <summary>Too much is queued: the other side has stopped reading, or does so too slowly.</summary>
    Overloaded,
}
