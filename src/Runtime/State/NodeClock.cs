namespace Orleans.Ray.State;

/// <summary>The time of one node's records: ticks of 100 ns since the clock was made, at least 1.</summary>
internal sealed class NodeClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _timestamp = time.GetTimestamp();

    public long Now => Math.Max(time.GetElapsedTime(_timestamp).Ticks, 1);

    public DateTimeOffset UtcNow => _start.AddTicks(Now);

    public DateTimeOffset? ToTime(long ticks) => ticks == 0 ? null : _start.AddTicks(ticks);
}
