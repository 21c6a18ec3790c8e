namespace Orleans.Runtime;

/// <summary>
/// A limit for what a grain does as it begins or ends: its token is cancelled when the time is over, and what goes on all
/// the same is not waited for. Costs a timer only where something does not complete at once.
/// </summary>
internal sealed class TurnTimeout : IDisposable
{
    private readonly TurnContext _context;
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly CancellationToken _outer;
    private readonly CancellationTokenSource _source;
    private ITimer? _timer;

    public TurnTimeout(TurnContext context, TimeProvider time, TimeSpan limit, CancellationToken outer)
    {
        _context = context;
        _time = time;
        _limit = limit;
        _outer = outer;
        _source = outer.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(outer) : new CancellationTokenSource();
    }

    public CancellationToken Token => _source.Token;

    public bool HasPassed => _source.IsCancellationRequested && !_outer.IsCancellationRequested;

    public Task WaitAsync(Task task)
    {
        if (task.IsCompleted)
        {
            return task;
        }

        _timer ??= _time.CreateTimer(static state => ((TurnTimeout)state!).OnPassed(), this, _limit, Timeout.InfiniteTimeSpan);
        return task.WaitAsync(Token);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _source.Dispose();
    }

    // On the timer's thread, where an exception would end the process.
    private void OnPassed()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // What was waited for has ended just in time.
        }
        catch (AggregateException exception)
        {
            // Of the callbacks that the grain has registered with the token.
            _context.OnUnhandledException(exception);
        }
    }
}
