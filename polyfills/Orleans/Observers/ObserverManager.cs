using System.Collections;

namespace Orleans.Utilities;

/// <summary>A grain's subscribers. One that fails, or that has not subscribed again for too long, is dropped.</summary>
/// <remarks>For use on one activation's turns: notifications may interleave with changes, but not run beside them.</remarks>
public partial class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver>
    where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, Entry> _entries = [];
    private readonly ILogger _log;

    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
    }

    public Func<DateTime> GetDateTime { get; set; } = static () => TimeProvider.System.GetUtcNow().UtcDateTime;

    public TimeSpan ExpirationDuration { get; set; }

    public int Count => _entries.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _entries.ToDictionary(static entry => entry.Key, static entry => entry.Value.Observer);

    public void Clear() => _entries.Clear();

    /// <summary>Adds the observer, or renews it, and replaces the one that had this identity.</summary>
    public void Subscribe(TIdentity id, TObserver observer)
    {
        if (_entries.ContainsKey(id))
        {
            LogRenewed(_log, id, observer);
        }
        else
        {
            LogAdded(_log, id, observer);
        }

        _entries[id] = new Entry(observer, GetDateTime());
    }

    public void Unsubscribe(TIdentity id)
    {
        if (_entries.Remove(id))
        {
            LogRemoved(_log, id);
        }
    }

    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        var pending = new List<(TIdentity Id, Entry Entry, Task Notified)>();
        foreach (var (id, entry) in TakeLive())
        {
            if (predicate?.Invoke(entry.Observer) ?? true)
            {
                pending.Add((id, entry, Start(notification, entry.Observer)));
            }
        }

        foreach (var (id, entry, notified) in pending)
        {
            try
            {
                await notified;
            }
            catch (Exception exception)
            {
                Drop(id, entry, exception);
            }
        }
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        ArgumentNullException.ThrowIfNull(notification);
        foreach (var (id, entry) in TakeLive())
        {
            if (predicate?.Invoke(entry.Observer) ?? true)
            {
                try
                {
                    notification(entry.Observer);
                }
                catch (Exception exception)
                {
                    Drop(id, entry, exception);
                }
            }
        }
    }

    public void ClearExpired() => TakeLive();

    public IEnumerator<TObserver> GetEnumerator() => _entries.Values.Select(static entry => entry.Observer).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // An exception of the delegate itself counts like one of the observer.
    private static async Task Start(Func<TObserver, Task> notification, TObserver observer) => await notification(observer);

    // Copied: a notification may change the subscriptions, at its await or, in a synchronous call, at once.
    private List<KeyValuePair<TIdentity, Entry>> TakeLive()
    {
        var now = GetDateTime();
        var live = new List<KeyValuePair<TIdentity, Entry>>(_entries.Count);
        List<TIdentity>? expired = null;
        foreach (var pair in _entries)
        {
            if (pair.Value.Since + ExpirationDuration < now)
            {
                (expired ??= []).Add(pair.Key);
            }
            else
            {
                live.Add(pair);
            }
        }

        foreach (var id in expired ?? [])
        {
            _entries.Remove(id);
            LogExpired(_log, id);
        }

        return live;
    }

    private void Drop(TIdentity id, Entry entry, Exception exception)
    {
        // One that has subscribed anew meanwhile stays.
        if (_entries.TryGetValue(id, out var current) && ReferenceEquals(current, entry))
        {
            _entries.Remove(id);
            LogFailed(_log, id, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id}, {Observer}, has subscribed.")]
    private static partial void LogAdded(ILogger logger, TIdentity id, TObserver observer);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id}, {Observer}, has renewed its subscription.")]
    private static partial void LogRenewed(ILogger logger, TIdentity id, TObserver observer);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id} has unsubscribed.")]
    private static partial void LogRemoved(ILogger logger, TIdentity id);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The subscription of observer {Id} has expired.")]
    private static partial void LogExpired(ILogger logger, TIdentity id);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Observer {Id} failed and is dropped.")]
    private static partial void LogFailed(ILogger logger, TIdentity id, Exception exception);

    private sealed record Entry(TObserver Observer, DateTime Since);
}
