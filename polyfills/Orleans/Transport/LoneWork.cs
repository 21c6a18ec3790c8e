namespace Orleans.Runtime;

/// <summary>
/// Where the one thing that a lone frame sets off (a turn, the continuation of a caller) runs: on the thread that received the
/// frame, if that is ready for it, and else on the thread pool.
/// </summary>
internal static class LoneWork
{
    [ThreadStatic]
    private static bool _accepts;

    [ThreadStatic]
    private static IThreadPoolWorkItem? _accepted;

    public static void Queue(IThreadPoolWorkItem item)
    {
        if (_accepts)
        {
            _accepts = false;
            _accepted = item;
        }
        else
        {
            // The pool's shared queue is first in, first out. A thread's own is not: callers that keep it filled would starve
            // others, and the timers, for as long as they do.
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
        }
    }

    public static void Accept() => _accepts = true;

    /// <summary>What it sets off in turn goes to the pool, as does everything after the first.</summary>
    public static void Run()
    {
        _accepts = false;
        if (_accepted is not { } item)
        {
            return;
        }

        _accepted = null;
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
}
