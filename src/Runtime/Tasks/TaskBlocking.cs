using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Tasks;

/// <summary>Blocks a thread on what is no object, as a blocking get does: the task's CPU is given back meanwhile, and the pool may have another thread.</summary>
internal static class TaskBlocking
{
    public static T Wait<T>(Task<T> task)
    {
        if (task.IsCompleted)
        {
            return task.GetAwaiter().GetResult();
        }

        var lease = ExecutionScope.Current?.CpuLease;
        lease?.BeginWait();
        WorkerThreads.EnterBlocked();
        try
        {
            return task.GetAwaiter().GetResult();
        }
        finally
        {
            if (lease is not null)
            {
                Resumption.WaitAsync(lease).GetAwaiter().GetResult();
            }

            WorkerThreads.ExitBlocked();
        }
    }
}
