namespace Orleans.Ray.Tasks;

/// <summary>Timers that outlive what starts them.</summary>
internal static class DetachedTimers
{
    /// <summary>Calls once, in no context: a timer keeps the one that it is made in, and with it the task and whatever flows there.</summary>
    public static ITimer CreateDetachedTimer(this TimeProvider time, TimerCallback callback, object? state, TimeSpan dueTime)
    {
        var restore = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        try
        {
            return time.CreateTimer(callback, state, dueTime, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            restore?.Dispose();
        }
    }
}
