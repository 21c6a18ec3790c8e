namespace Orleans.Ray.State;

/// <summary>A clock that costs a read of memory: it counts the ticks of the worker watch, one each <see cref="Interval"/> while a node runs.</summary>
internal static class CoarseClock
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private static int _now;

    public static int Now => Volatile.Read(ref _now);

    public static void Tick() => _now++;
}
