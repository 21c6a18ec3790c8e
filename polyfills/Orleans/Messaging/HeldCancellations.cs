namespace Orleans.Runtime;

/// <summary>
/// Cancellations that have found no request. Messages overtake one another, and a request may be waiting for placement
/// or for its activation to be replaced: so each is sent on its way again each second, three times, and a request that
/// reaches an activation here meanwhile is taken out before it runs.
/// </summary>
/// <remarks>
/// A cancellation is held (until its next try), under way, or dropped: when it has found its request, or after the last
/// try, which is what becomes of those that came after the response had left. Losing one is allowed: it only means that
/// the callee runs on. Cancelling twice does nothing.
/// </remarks>
internal sealed class HeldCancellations : IDisposable
{
    private const int MaxRetries = 3;
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(GrainId Sender, SiloAddress? Silo, long Id), Held> _held = new();
    private readonly TimeProvider _time;
    private readonly Action<Message> _send;
    private readonly ITimer _timer;
    private int _count;

    public HeldCancellations(TimeProvider time, Action<Message> send)
    {
        _time = time;
        _send = send;
        _timer = time.CreateTimer(static state => ((HeldCancellations)state!).Retry(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Hold(Message cancel)
    {
        if (cancel.Redeliveries >= MaxRetries || !_held.TryAdd(KeyOf(cancel), new Held(cancel, _time.GetTimestamp())))
        {
            return;
        }

        if (Interlocked.Increment(ref _count) == 1)
        {
            _timer.Change(RetryPeriod, RetryPeriod);
        }
    }

    /// <summary>True for a request that has been cancelled before it came.</summary>
    public bool TryTake(Message request) => Volatile.Read(ref _count) != 0 && TryTakeSlow(request);

    public void Dispose() => _timer.Dispose();

    private bool TryTakeSlow(Message request) =>
        _held.TryGetValue(KeyOf(request), out var held) && held.Cancel.IsCancelOf(request) && TryRelease(held);

    private bool TryRelease(Held held)
    {
        if (!_held.TryRemove(KeyValuePair.Create(KeyOf(held.Cancel), held)))
        {
            return false;
        }

        if (Interlocked.Decrement(ref _count) == 0)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

            // One that was added just before the timer stopped must not wait for the next.
            if (Volatile.Read(ref _count) != 0)
            {
                _timer.Change(RetryPeriod, RetryPeriod);
            }
        }

        return true;
    }

    // Ids are a process's own; a client's id says all, as in Message.IsCancelOf.
    private static (GrainId Sender, SiloAddress? Silo, long Id) KeyOf(Message message) =>
        (message.SendingGrain, WellKnownGrainTypes.IsClient(message.SendingGrain.Type) ? null : message.SendingSilo, message.Id);

    private void Retry()
    {
        foreach (var (_, held) in _held)
        {
            if (_time.GetElapsedTime(held.Since) >= RetryPeriod && TryRelease(held))
            {
                held.Cancel.Redeliveries++;
                _send(held.Cancel);
            }
        }
    }

    private sealed record Held(Message Cancel, long Since);
}
