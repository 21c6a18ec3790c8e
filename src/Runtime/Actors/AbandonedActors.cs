using Orleans.Ray.Scheduling;

namespace Orleans.Ray.Actors;

/// <summary>
/// Finds actors that hold resources though their last handle is gone. Handles are garbage-collected, and a program that allocates little may
/// not collect for long; so when work has waited for resources for a while and an actor holds some, this collects.
/// </summary>
internal sealed class AbandonedActors(LocalScheduler scheduler, ActorHost actors, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan FirstInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromSeconds(30);

    private readonly HashSet<IReadyWork> _waiting = new(ReferenceEqualityComparer.Instance);
    private TimeSpan _interval = FirstInterval;
    private ITimer? _timer;

    public void Start()
    {
        // Set only when it is known here: a look sets it again, and an exception on a timer's thread would end the process.
        _timer = time.CreateTimer(static self => ((AbandonedActors)self!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(_interval, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        // Each look that helped nobody makes the next one rarer: a full collection is dear where the heap is large.
        if (HasSameWorkWaiting() && actors.HoldResources)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            _interval = _interval * 2 < LongestInterval ? _interval * 2 : LongestInterval;
        }
        else
        {
            _interval = FirstInterval;
        }

        _timer!.Change(_interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether the head of a class's queue is what it was at the last look.</summary>
    private bool HasSameWorkWaiting()
    {
        var same = false;
        var heads = scheduler.Heads();
        foreach (var head in heads)
        {
            same |= _waiting.Contains(head);
        }

        _waiting.Clear();
        _waiting.UnionWith(heads);
        return same;
    }
}
