using Orleans.Ray.State;

namespace Orleans.Ray.Scheduling;

/// <summary>
/// Keeps enough thread-pool threads for work that blocks them. Tasks run on the pool; each node adds its CPUs to the pool's minimum, each
/// thread that blocks in <c>Get</c> adds itself for as long, and a watcher adds more where the pool has work and makes no progress, as when
/// many actors sleep.
/// </summary>
internal static class WorkerThreads
{
    private const int MaxGrowthPerTick = 16;
    private const int TicksPerDecay = 50;

    private static readonly Lock Gate = new();
    private static int _originalMinimum;
    private static int _nodes;
    private static int _reserved;
    private static int _blocked;
    private static int _grown;
    private static bool _watching;

    public static void AddNode(int cpus)
    {
        lock (Gate)
        {
            _reserved += cpus;
            _nodes++;
            if (_originalMinimum == 0)
            {
                ThreadPool.GetMinThreads(out _originalMinimum, out _);
            }

            if (!_watching)
            {
                _watching = true;
                new Thread(Watch) { IsBackground = true, Name = "Ray worker watch" }.UnsafeStart();
            }

            ApplyNeedsLock();
        }
    }

    public static void RemoveNode(int cpus)
    {
        lock (Gate)
        {
            _reserved -= cpus;
            _nodes--;
            ApplyNeedsLock();
        }
    }

    public static void EnterBlocked()
    {
        lock (Gate)
        {
            _blocked++;
            ApplyNeedsLock();
        }
    }

    public static void ExitBlocked()
    {
        lock (Gate)
        {
            _blocked--;
            ApplyNeedsLock();
        }
    }

    private static void ApplyNeedsLock()
    {
        if (_originalMinimum > 0)
        {
            ThreadPool.GetMinThreads(out _, out var completionPorts);
            ThreadPool.SetMinThreads(_originalMinimum + _reserved + _blocked + _grown, completionPorts);
        }
    }

    // A thread of its own: timers are served by the very pool that may be stuck.
    private static void Watch()
    {
        var completed = ThreadPool.CompletedWorkItemCount;
        var calmTicks = 0;
        while (true)
        {
            Thread.Sleep(CoarseClock.Interval);
            CoarseClock.Tick();
            var before = completed;
            completed = ThreadPool.CompletedWorkItemCount;
            var pending = ThreadPool.PendingWorkItemCount;
            lock (Gate)
            {
                if (_nodes == 0)
                {
                    _watching = false;
                    _grown = 0;
                    ApplyNeedsLock();
                    return;
                }

                if (pending > 0 && completed == before)
                {
                    calmTicks = 0;
                    _grown += (int)Math.Min(pending, MaxGrowthPerTick);
                    ApplyNeedsLock();
                }
                else if (_grown > 0 && ++calmTicks >= TicksPerDecay)
                {
                    calmTicks = 0;
                    _grown--;
                    ApplyNeedsLock();
                }
            }
        }
    }
}
