namespace Orleans.Polyfills.Clients;

/// <summary>A clock on which the delays of one length end when the test says so.</summary>
internal sealed class PlayedDelays(TimeSpan played) : TimeProvider
{
    private readonly TaskCompletionSource<Action> _delayed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What comes after the first of them.</summary>
    public Task<Action> Delayed => _delayed.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != played || period != Timeout.InfiniteTimeSpan)
        {
            return System.CreateTimer(callback, state, dueTime, period);
        }

        _delayed.TrySetResult(() => callback(state));
        return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
