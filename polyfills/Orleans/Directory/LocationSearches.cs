namespace Orleans.Runtime;

/// <summary>The searches of one of the locator's shares of the grains.</summary>
internal sealed class LocationSearches(GrainLocator locator)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GrainId, LocationSearch> _searches = [];
    private bool _isClosed;

    /// <summary>False where there are no searches any more; else the search that the message begins, or null when it waits for one that is under way.</summary>
    public bool TryAdd(Message message, out LocationSearch? begun)
    {
        lock (_gate)
        {
            begun = null;
            if (_isClosed)
            {
                return false;
            }

            if (_searches.TryGetValue(message.TargetGrain, out var running))
            {
                running.AddNeedsLock(message);
                return true;
            }

            begun = new LocationSearch(locator, message);
            _searches.Add(message.TargetGrain, begun);
            return true;
        }
    }

    /// <summary>False where somebody else has taken it, and sees to its messages.</summary>
    public bool TryTake(LocationSearch search)
    {
        lock (_gate)
        {
            return _searches.Remove(search.GrainId);
        }
    }

    /// <summary>From here on there are none. Those that were under way are the caller's.</summary>
    public LocationSearch[] Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            LocationSearch[] open = [.. _searches.Values];
            _searches.Clear();
            return open;
        }
    }
}
