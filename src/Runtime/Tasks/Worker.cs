using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Tasks;

/// <summary>A thread-pool thread that runs tasks of one class while there are any and it may keep their resources.</summary>
internal static class Worker
{
    // After so many it yields to the pool's other work and comes back with the next task.
    private const int Quantum = 128;

    public static void Run(IReadyWork work)
    {
        for (var count = 1; work.Run(); count++)
        {
            var scheduling = work.Class;
            WorkerTail.Open();
            var next = scheduling.Scheduler.Next(scheduling, work.Grant, work.CloseLease());
            work.Publish();
            if (next is null)
            {
                WorkerTail.CloseAndRun();
                return;
            }

            WorkerTail.CloseAndQueue();
            work = next;
            if (count == Quantum)
            {
                ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
                return;
            }
        }
    }
}
