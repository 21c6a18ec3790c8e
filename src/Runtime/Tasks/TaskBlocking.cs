using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Tasks;

/// <summary>Blocks a thread on what is no object, as a blocking get does: a task's CPU is given back meanwhile, and the pool may have another thread.</summary>
internal static class TaskBlocking
{
    /// <summary>Waits until it has ended, and throws what it throws.</summary>
    public static void Wait(Task task)
    {
        if (!task.IsCompleted)
        {
            WaitSlow(task);
        }

        task.GetAwaiter().GetResult();
    }

    private static void WaitSlow(Task task)
    {
        var lease = ExecutionScope.Current?.CpuLease;
        lease?.BeginWait();
        WorkerThreads.EnterBlocked();
        try
        {
            Task.WaitAny(task);
            if (lease is not null)
            {
                Task.WaitAny(Resumption.WaitAsync(lease));
            }
        }
        finally
        {
            WorkerThreads.ExitBlocked();
        }
    }
}
