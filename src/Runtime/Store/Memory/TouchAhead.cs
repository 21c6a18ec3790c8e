namespace Orleans.Ray.Store;

/// <summary>Makes memory present before it is needed, on a thread of its own that lives while there is something to do.</summary>
/// <param name="step">Makes the next piece present; false where there is none to be made.</param>
internal sealed class TouchAhead(Func<bool> step)
{
    private int _isRunning;
    private volatile bool _isStopped;

    public bool IsRunning => Volatile.Read(ref _isRunning) != 0;

    /// <summary>Whatever is being made present is finished; nothing else is begun.</summary>
    public void Stop() => _isStopped = true;

    public void Start()
    {
        if (!_isStopped && Interlocked.CompareExchange(ref _isRunning, 1, 0) == 0)
        {
            new Thread(Run) { IsBackground = true, Name = "Ray touch-ahead", Priority = ThreadPriority.Lowest }.UnsafeStart();
        }
    }

    private void Run()
    {
        try
        {
            while (!_isStopped && step())
            {
            }
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }
}
