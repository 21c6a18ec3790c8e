namespace Orleans.Runtime;

/// <summary>How long another side is given for its part, of which time at which this side stands still does not count.</summary>
/// <remarks>
/// While all threads of the pool block (two are enough on two processors, and the pool adds one after half a second to a second), and while the process is
/// stopped, what the other side sends is not handled. One timer for the whole limit would blame that on the other side: it is over as soon as
/// there is a thread again. So the limit is made of steps, each of which begins when this side has noticed the end of the one before. A standstill
/// takes up one of them, and what came in meanwhile is handled before the next one ends: the pool's queue has it first.
/// </remarks>
internal static class Grace
{
    public const int Steps = 10;

    /// <summary>False where the task has not ended in time, or the wait was cancelled. That it has failed is not told here.</summary>
    public static async Task<bool> EndsWithinAsync(this Task task, TimeSpan grace, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var limit = grace == Timeout.InfiniteTimeSpan ? grace : grace / Steps;
        for (var step = 0; step < Steps && !task.IsCompleted && !cancellationToken.IsCancellationRequested; step++)
        {
            await task.WaitAsync(limit, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return task.IsCompleted;
    }

    /// <summary>Waits for all of it.</summary>
    public static async Task PassAsync(TimeSpan grace, TimeProvider time)
    {
        for (var step = 0; step < Steps; step++)
        {
            await Task.Delay(grace / Steps, time).ConfigureAwait(false);
        }
    }
}
