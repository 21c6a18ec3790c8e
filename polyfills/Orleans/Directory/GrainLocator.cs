using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>
/// Finds the silo of a grain that has no activation here: first in the cache, then in the directory, then by placement.
/// One search per grain is under way at a time; messages that come meanwhile wait for it.
/// </summary>
internal sealed class GrainLocator(
    SiloRuntime runtime,
    GrainTypeMap types,
    GrainDirectories directories,
    PlacementService placement,
    PlacementStrategyResolver strategies,
    MembershipManager membership,
    IOptions<GrainDirectoryOptions> options,
    TimeProvider time)
{
    private readonly ConcurrentDictionary<GrainId, Search> _searches = new();
    private readonly ConcurrentDictionary<GrainId, CachedLocation> _cache = new();

    public void Route(Message message)
    {
        if (TryRecall(message.TargetGrain, out var silo))
        {
            message.TargetSilo = silo;
            runtime.Transmit(message);
            return;
        }

        while (true)
        {
            var search = _searches.GetOrAdd(message.TargetGrain, static grainId => new Search(grainId));
            if (search.TryAdd(message, out var isFirst))
            {
                if (isFirst)
                {
                    // Outside of any activation, and with no request context.
                    ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.locator.RunAsync(state.search, state.message), (locator: this, search, message), preferLocal: true);
                }

                return;
            }
        }
    }

    public bool TryRecall(GrainId grainId, [NotNullWhen(true)] out SiloAddress? silo)
    {
        if (_cache.TryGetValue(grainId, out var cached))
        {
            if (time.GetElapsedTime(cached.Since) < options.Value.MaximumCacheTTL && membership.Snapshot.GetSiloStatus(cached.Silo) == SiloStatus.Active)
            {
                silo = cached.Silo;
                return true;
            }

            _cache.TryRemove(new KeyValuePair<GrainId, CachedLocation>(grainId, cached));
        }

        silo = null;
        return false;
    }

    public void Remember(GrainId grainId, SiloAddress silo)
    {
        // What is here is found in the catalog, and must not outlive its activation.
        if (silo.Equals(runtime.Silo))
        {
            return;
        }

        if (_cache.Count >= options.Value.CacheSize)
        {
            Trim();
        }

        _cache[grainId] = new CachedLocation(silo, time.GetTimestamp());
    }

    public void Forget(GrainId grainId, SiloAddress silo)
    {
        if (_cache.TryGetValue(grainId, out var cached) && cached.Silo.Equals(silo))
        {
            _cache.TryRemove(new KeyValuePair<GrainId, CachedLocation>(grainId, cached));
        }
    }

    public void Forget(SiloAddress silo)
    {
        foreach (var entry in _cache)
        {
            if (entry.Value.Silo.Equals(silo))
            {
                _cache.TryRemove(entry);
            }
        }
    }

    private async Task RunAsync(Search search, Message first)
    {
        SiloAddress? silo = null;
        Exception? failure = null;
        try
        {
            silo = await FindAsync(search.GrainId, first).ConfigureAwait(false);
            Remember(search.GrainId, silo);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        _searches.TryRemove(new KeyValuePair<GrainId, Search>(search.GrainId, search));
        foreach (var message in search.Close())
        {
            if (silo is null)
            {
                runtime.Reject(message, failure!);
            }
            else
            {
                message.TargetSilo = silo;
                runtime.Transmit(message);
            }
        }
    }

    private async ValueTask<SiloAddress> FindAsync(GrainId grainId, Message first)
    {
        var strategy = strategies.GetPlacementStrategy(grainId.Type);
        if (strategy.IsUsingGrainDirectory)
        {
            var known = await directories.Of(types.FindClass(grainId.Type)).Lookup(grainId).ConfigureAwait(false);
            if (known?.SiloAddress is { } registered && membership.Snapshot.GetSiloStatus(registered) is not (SiloStatus.Dead or SiloStatus.None))
            {
                return registered;
            }
        }

        return await placement.PlaceAsync(grainId, first.InterfaceType, first.RequestContext).ConfigureAwait(false);
    }

    private void Trim()
    {
        // Any entry may go: at worst it is looked up again.
        foreach (var entry in _cache.Take(Math.Max(1, _cache.Count / 16)))
        {
            _cache.TryRemove(entry);
        }
    }

    private sealed record CachedLocation(SiloAddress Silo, long Since);

    private sealed class Search(GrainId grainId)
    {
        private readonly Lock _gate = new();
        private List<Message>? _messages = [];

        public GrainId GrainId => grainId;

        public bool TryAdd(Message message, out bool isFirst)
        {
            lock (_gate)
            {
                isFirst = _messages is { Count: 0 };
                _messages?.Add(message);
                return _messages is not null;
            }
        }

        public List<Message> Close()
        {
            lock (_gate)
            {
                var messages = _messages!;
                _messages = null;
                return messages;
            }
        }
    }
}
