namespace Orleans.Ray.Tests.Doubles;

/// <summary>Lets whoever waits go when it is sent.</summary>
[RayActor]
internal sealed partial class SignalActor
{
    private TaskCompletionSource _signal = new();
    private int _waiters;

    public async Task Wait()
    {
        _waiters++;
        try
        {
            await _signal.Task;
        }
        finally
        {
            _waiters--;
        }
    }

    public void Send() => _signal.TrySetResult();

    public void Clear() => _signal = new TaskCompletionSource();

    public int CountWaiters() => _waiters;
}
