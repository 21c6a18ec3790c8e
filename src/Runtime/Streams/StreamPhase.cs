namespace Orleans.Ray.Streams;

/// <summary>What a streaming call that has started does.</summary>
internal enum StreamPhase
{
    /// <summary>Its code runs, or awaits something of its own.</summary>
    Producing,

    /// <summary>As many items as allowed are unread: it goes on when one is read, and has given its CPU back until then.</summary>
    WaitingForReader,

    /// <summary>No item will be added. Some may still be unread.</summary>
    Ended,
}
