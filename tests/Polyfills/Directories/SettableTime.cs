namespace Orleans.Polyfills.Directories;

/// <summary>A clock that goes when it is told to. Its timers are the system's.</summary>
internal sealed class SettableTime : TimeProvider
{
    private long _now = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _now, by.Ticks);
}
