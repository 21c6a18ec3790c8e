namespace Orleans.Timers;

public interface ITimerRegistry
{
    [Obsolete("Use RegisterGrainTimer: this timer interleaves with the grain's calls.")]
    IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period);

    IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options);
}
