namespace Orleans.Polyfill;

/// <summary>The clock of one silo. It goes on while the silo hangs, but no timer fires then.</summary>
internal sealed class ChaosTimeProvider(TimeProvider inner, ChaosNode node) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var pending = 0;
        return inner.CreateTimer(
            argument =>
            {
                if (node.Thawed.IsCompleted)
                {
                    callback(argument);
                }
                else if (Interlocked.Exchange(ref pending, 1) == 0)
                {
                    // However many times it was due: once, when the silo runs again.
                    node.Thawed.GetAwaiter().UnsafeOnCompleted(() =>
                    {
                        Volatile.Write(ref pending, 0);
                        callback(argument);
                    });
                }
            },
            state,
            dueTime,
            period);
    }
}
