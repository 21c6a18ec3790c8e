namespace Orleans.Ray.Tasks;

/// <summary>
/// Lets a worker that has nothing left to run continue with what its last task made ready, instead of waking another thread for it.
/// It is open only between the end of user code and the next decision of the worker: user code may block, and what was put aside would
/// wait for it. Elsewhere, and for all but one item, work goes to the thread pool.
/// </summary>
internal static class WorkerTail
{
    [ThreadStatic]
    private static bool _open;

    [ThreadStatic]
    private static IThreadPoolWorkItem? _item;

    public static void Queue(IThreadPoolWorkItem item)
    {
        if (_open && _item is null)
        {
            _item = item;
            return;
        }

        ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: true);
    }

    public static void Open() => _open = true;

    /// <summary>The worker goes on with other work: what was put aside goes to the pool.</summary>
    public static void CloseAndQueue()
    {
        _open = false;
        if (_item is { } item)
        {
            _item = null;
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
        }
    }

    /// <summary>The worker is done: it runs what was put aside, holding nothing.</summary>
    public static void CloseAndRun()
    {
        _open = false;
        if (_item is { } item)
        {
            _item = null;
            item.Execute();
        }
    }
}
