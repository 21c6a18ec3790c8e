using Orleans.Timers;

namespace Orleans.Runtime;

internal sealed class TimerRegistry(TimeProvider time, ILogger<GrainTimer> logger) : ITimerRegistry
{
    public IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        RegisterGrainTimer(
            grainContext,
            static (pair, _) => pair.callback(pair.state),
            (callback, state),
            new GrainTimerCreationOptions(dueTime, period) { Interleave = true });

    public IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (grainContext is not Activation activation)
        {
            throw new InvalidOperationException("Timers can be registered by grains only.");
        }

        if (!ReferenceEquals(RuntimeContext.Current, activation))
        {
            throw new InvalidOperationException("A grain's timers must be registered from the grain's own turns.");
        }

        var timer = new GrainTimer<TState>(activation, callback, state, options, time, logger);
        activation.AddTimer(timer);
        timer.Start();
        return timer;
    }
}
