namespace Orleans.Polyfills.Chaos.Suite;

/// <summary>A clock that goes several times as fast, so that what takes seconds takes a fraction of one.</summary>
internal sealed class FastClock(int factor) : TimeProvider
{
    private readonly long _started = System.GetTimestamp();
    private readonly DateTimeOffset _startedAt = System.GetUtcNow();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _started + ((System.GetTimestamp() - _started) * factor);

    public override DateTimeOffset GetUtcNow() => _startedAt + (System.GetElapsedTime(_started) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    private TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / factor;

    private sealed class Timer(ITimer inner, FastClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(clock.Real(dueTime), clock.Real(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
