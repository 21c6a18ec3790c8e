namespace Orleans.Runtime;

internal static class TaskLimits
{
    /// <summary>Waits for so long and no longer; if the task fails after that, nobody is told.</summary>
    public static Task<T> WithinAsync<T>(this Task<T> task, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken = default)
    {
        Observe(task);
        return task.WaitAsync(timeout, time, cancellationToken);
    }

    public static Task WithinAsync(this Task task, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken = default)
    {
        Observe(task);
        return task.WaitAsync(timeout, time, cancellationToken);
    }

    private static void Observe(Task task) => task.ContinueWith(
        static task => _ = task.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
