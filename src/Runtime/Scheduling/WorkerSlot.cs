namespace Orleans.Ray.Scheduling;

/// <summary>What one thread runs now, for listings: two plain stores per task instead of a table of what runs.</summary>
internal sealed class WorkerSlot
{
    private static readonly Lock Gate = new();
    private static readonly List<WeakReference<WorkerSlot>> Slots = [];

    [ThreadStatic]
    private static WorkerSlot? _ofThisThread;

    private IReadyWork? _work;
    private long _startedAt;

    // A slot lives as long as its thread.
    public static WorkerSlot OfThisThread => _ofThisThread ??= Register(new WorkerSlot());

    /// <summary>When the work that this thread runs started, on the <see cref="CoarseClock"/>.</summary>
    public long StartedAt => Volatile.Read(ref _startedAt);

    /// <summary>What the scheduler's work on all threads is at this moment.</summary>
    public static IEnumerable<(IReadyWork Work, long StartedAt)> Occupied(LocalScheduler scheduler)
    {
        WorkerSlot[] slots;
        lock (Gate)
        {
            slots = [.. Slots.Select(static slot => slot.TryGetTarget(out var target) ? target : null).OfType<WorkerSlot>()];
        }

        foreach (var slot in slots)
        {
            // The start is read first: it may then be too early by one task, never later than the work's own.
            var startedAt = slot.StartedAt;
            if (Volatile.Read(ref slot._work) is { } work && ReferenceEquals(work.Class.Scheduler, scheduler))
            {
                yield return (work, startedAt);
            }
        }
    }

    public bool Run(IReadyWork work)
    {
        _startedAt = CoarseClock.Milliseconds;
        Volatile.Write(ref _work, work);
        var ended = work.Run();
        _work = null;
        return ended;
    }

    private static WorkerSlot Register(WorkerSlot slot)
    {
        lock (Gate)
        {
            Slots.RemoveAll(static other => !other.TryGetTarget(out _));
            Slots.Add(new WeakReference<WorkerSlot>(slot));
        }

        return slot;
    }
}
