namespace Orleans.Polyfills.Calls;

public sealed class SlowGrain : Grain, ISlowGrain
{
    private readonly TaskCompletionSource _running = new();
    private readonly TaskCompletionSource _released = new();

    public Task Run()
    {
        _running.TrySetResult();
        return _released.Task;
    }

    public Task WaitUntilRunning() => _running.Task;

    public Task Touch() => Task.CompletedTask;

    public Task Note() => Task.CompletedTask;

    public Task Queue() => Task.CompletedTask;

    public Task Release()
    {
        _released.TrySetResult();
        return Task.CompletedTask;
    }
}
