namespace Orleans.Runtime;

internal sealed class GrainTimer<TState>(
    Activation activation,
    Func<TState, CancellationToken, Task> callback,
    TState state,
    GrainTimerCreationOptions options,
    TimeProvider time,
    ILogger logger) : GrainTimer(activation, options, time, logger)
{
    protected override Task InvokeAsync(CancellationToken cancellationToken) => callback(state, cancellationToken);
}
