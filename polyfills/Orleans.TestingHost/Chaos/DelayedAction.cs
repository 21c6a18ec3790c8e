namespace Orleans.Polyfill;

/// <summary>Runs an action once, later. Keeps its own timer alive until then.</summary>
internal sealed class DelayedAction
{
    private readonly Action _action;
    private readonly ITimer _timer;

    private DelayedAction(TimeProvider time, TimeSpan delay, Action action)
    {
        _action = action;
        _timer = time.CreateTimer(static state => ((DelayedAction)state!).Run(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    public static void Start(TimeProvider time, TimeSpan delay, Action action) => _ = new DelayedAction(time, delay, action);

    private void Run()
    {
        _timer.Dispose();
        _action();
    }
}
