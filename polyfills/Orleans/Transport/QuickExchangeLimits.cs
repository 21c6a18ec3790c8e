namespace Orleans.Runtime;

/// <summary>When a connection is in a quick exchange, and how far it goes. See <see cref="SocketConnection"/>.</summary>
internal sealed record QuickExchangeLimits
{
    public static QuickExchangeLimits Default { get; } = new();

    /// <summary>Alone on its core, a thread that looks ahead holds up the very one that it waits for.</summary>
    public bool IsAllowed { get; init; } = Environment.ProcessorCount > 1;

    /// <summary>How soon after the last exchange a frame must come to be part of a quick one.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMicroseconds(100);

    /// <summary>How long a thread looks for the next frame before it waits for it.</summary>
    public TimeSpan LookAhead { get; init; } = TimeSpan.FromMicroseconds(60);

    /// <summary>What takes longer is not worth it.</summary>
    public TimeSpan LongWork { get; init; } = TimeSpan.FromMicroseconds(100);

    /// <summary>How long there are none after work that took long.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How long a thread is kept while other work waits for one.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromMicroseconds(500);

    /// <summary>A thread that is not done after one to two of these no longer holds up the connection.</summary>
    public TimeSpan WatchPeriod { get; init; } = TimeSpan.FromMilliseconds(1);
}
