namespace Orleans.Runtime;

/// <summary>
/// The requests of one client that have come in through this gateway and have no answer yet, so that a gateway that closes can wait for
/// the answers, and give one to those that get none. A request that has expired is dropped somewhere without an answer: it does not count.
/// </summary>
internal sealed class OpenRequests(TimeProvider time)
{
    private const int FirstPurge = 256;

    private readonly Lock _gate = new();

    // By id: the time stamp of their expiry.
    private readonly Dictionary<long, long> _open = [];
    private int _purgeAt = FirstPurge;
    private TaskCompletionSource? _answered;

    public void Add(Message request)
    {
        var expiry = request.TimeToLive <= 0 ? long.MaxValue : time.GetTimestamp() + (long)(request.TimeToLive / 1000.0 * time.TimestampFrequency);
        lock (_gate)
        {
            if (_open.Count >= _purgeAt)
            {
                PurgeNeedsLock();
                _purgeAt = Math.Max(FirstPurge, 2 * _open.Count);
            }

            _open[request.Id] = expiry;
        }
    }

    public void Remove(long id)
    {
        lock (_gate)
        {
            if (_open.Remove(id) && _open.Count == 0)
            {
                _answered?.TrySetResult();
            }
        }
    }

    public Task WhenAnswered()
    {
        lock (_gate)
        {
            PurgeNeedsLock();
            if (_open.Count == 0)
            {
                return Task.CompletedTask;
            }

            _answered ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _answered.Task;
        }
    }

    public long[] TakeAll()
    {
        lock (_gate)
        {
            PurgeNeedsLock();
            long[] ids = [.. _open.Keys];
            _open.Clear();
            return ids;
        }
    }

    private void PurgeNeedsLock()
    {
        var now = time.GetTimestamp();
        foreach (var (id, expiry) in _open)
        {
            if (expiry < now)
            {
                _open.Remove(id);
            }
        }
    }
}
