namespace Orleans.Ray.Streams;

/// <summary>How far a stream has come, for listings and explanations.</summary>
/// <param name="Phase">What its producer does.</param>
/// <param name="Yielded">Items that were yielded, by all attempts together.</param>
/// <param name="Read">Items that were read; the position of the next.</param>
/// <param name="Unread">Items that are there to be read, an error among them.</param>
/// <param name="Limit">How many may be unread before the producer waits; -1 where there is no limit.</param>
internal readonly record struct StreamProgress(StreamPhase Phase, uint Yielded, uint Read, int Unread, int Limit)
{
    /// <summary>What the producer waits for, as wait reasons say it.</summary>
    public string WaitReason => $"waits for the reader of its stream: it is {Unread} items ahead, at item {Yielded}, and may be {Limit}";
}
