namespace Orleans.Ray.Scheduling;

/// <summary>
/// What people are told about how long something has run. Reading it costs a load, so every task may; it is exact to one tick of
/// <see cref="WorkerThreads"/>, and nothing is decided by it.
/// </summary>
internal static class CoarseClock
{
    private static long _milliseconds = Environment.TickCount64;

    public static long Milliseconds => Volatile.Read(ref _milliseconds);

    public static void Tick() => Volatile.Write(ref _milliseconds, Environment.TickCount64);

    /// <summary>How long ago that was.</summary>
    public static TimeSpan Since(long milliseconds) => TimeSpan.FromMilliseconds(Math.Max(Environment.TickCount64 - milliseconds, 0));
}
