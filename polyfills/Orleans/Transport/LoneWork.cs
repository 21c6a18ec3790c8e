namespace Orleans.Runtime;

/// <summary>
/// Where the one thing that a lone frame sets off (a turn, the continuation of a caller) runs: on the thread that received the
/// frame, when that has handled it, and else on the thread pool.
/// </summary>
/// <remarks>
/// States: empty → full (<see cref="Queue"/>, on the thread that has called <see cref="Accept"/>) → empty (<see cref="Run"/>); from either
/// to closed, for good, when that thread takes too long (<see cref="Close"/>): from then on nothing waits for it.
/// </remarks>
internal sealed class LoneWork
{
    private static readonly IThreadPoolWorkItem Closed = new Nothing();

    [ThreadStatic]
    private static LoneWork? _accepting;

    private IThreadPoolWorkItem? _item;

    /// <summary>What its connection goes on to receive into, while that is lent to the thread.</summary>
    public ReceiveBuffer? Buffer { get; set; }

    public static void Queue(IThreadPoolWorkItem item)
    {
        var accepting = _accepting;
        _accepting = null;
        if (accepting is null || Interlocked.CompareExchange(ref accepting._item, item, null) is not null)
        {
            // The pool's shared queue is first in, first out. A thread's own is not: callers that keep it filled would starve
            // others, and the timers, for as long as they do.
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
        }
    }

    public void Accept() => _accepting = this;

    /// <summary>What it sets off in turn goes to the pool, as does everything after the first.</summary>
    public void Run()
    {
        _accepting = null;
        if (_item is not { } item || ReferenceEquals(item, Closed) || Interlocked.CompareExchange(ref _item, null, item) != item)
        {
            return;
        }

        var context = ExecutionContext.Capture();
        item.Execute();

        // As between two items of the pool.
        if (!ReferenceEquals(ExecutionContext.Capture(), context))
        {
            ExecutionContext.Restore(context!);
        }

        if (SynchronizationContext.Current is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    public void Close()
    {
        if (Interlocked.Exchange(ref _item, Closed) is { } item)
        {
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
        }
    }

    private sealed class Nothing : IThreadPoolWorkItem
    {
        public void Execute()
        {
        }
    }
}
