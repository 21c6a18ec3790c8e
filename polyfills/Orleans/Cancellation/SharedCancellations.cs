namespace Orleans.Runtime;

/// <summary>
/// The grain cancellation tokens that have come to this process. One that nobody holds any more is forgotten. The news
/// that one is cancelled may overtake the request that brings it, so that is remembered for a while.
/// </summary>
internal sealed class SharedCancellations(TimeProvider time)
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, WeakReference<SharedCancellation>> _received = [];
    private readonly Dictionary<Guid, long> _cancelled = [];
    private int _nextSweep = 64;

    public SharedCancellation Receive(Guid id, bool isCancelled)
    {
        SharedCancellation received;
        lock (_gate)
        {
            if (!_received.TryGetValue(id, out var known) || !known.TryGetTarget(out received!))
            {
                received = new SharedCancellation(id);
                _received[id] = new WeakReference<SharedCancellation>(received);
                Sweep();
            }

            isCancelled |= _cancelled.ContainsKey(id);
        }

        if (isCancelled)
        {
            received.Cancel();
        }

        return received;
    }

    public Task Cancel(Guid id)
    {
        SharedCancellation? received = null;
        lock (_gate)
        {
            _cancelled[id] = time.GetTimestamp();
            if (_received.TryGetValue(id, out var known))
            {
                known.TryGetTarget(out received);
            }

            Sweep();
        }

        return received?.CancelEverywhereAsync() ?? Task.CompletedTask;
    }

    // At each doubling, so that it costs little however many there are.
    private void Sweep()
    {
        if (_received.Count + _cancelled.Count < _nextSweep)
        {
            return;
        }

        foreach (var (id, known) in _received)
        {
            if (!known.TryGetTarget(out _))
            {
                _received.Remove(id);
            }
        }

        foreach (var (id, since) in _cancelled)
        {
            if (time.GetElapsedTime(since) > Memory)
            {
                _cancelled.Remove(id);
            }
        }

        _nextSweep = Math.Max(64, 2 * (_received.Count + _cancelled.Count));
    }
}
