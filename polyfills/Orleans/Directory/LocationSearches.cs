namespace Orleans.Runtime;

/// <summary>The searches of one of the locator's shares of the grains.</summary>
internal sealed class LocationSearches(GrainLocator locator)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GrainId, LocationSearch> _searches = [];

    /// <summary>The search that the message begins; null when it waits for one that is under way.</summary>
    public LocationSearch? Add(Message message)
    {
        lock (_gate)
        {
            if (_searches.TryGetValue(message.TargetGrain, out var running))
            {
                running.AddNeedsLock(message);
                return null;
            }

            var search = new LocationSearch(locator, message);
            _searches.Add(message.TargetGrain, search);
            return search;
        }
    }

    public void Remove(LocationSearch search)
    {
        lock (_gate)
        {
            _searches.Remove(search.GrainId);
        }
    }
}
