using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>
/// Finds the silo of a grain that has no activation here: first in the cache, then in the directory, then by placement.
/// </summary>
/// <remarks>
/// Grains are divided by their hash among <see cref="WorkerCount"/> workers. A worker has at most one search under way per
/// grain, whose messages share its result or its failure; the searches of different grains run in parallel, on the thread
/// pool, outside of any activation. What is found is remembered without being verified: the silo that it names constructs
/// an activation for any message, and the directory's answer to that one's registration decides.
/// </remarks>
internal sealed class GrainLocator
{
    private const int WorkerCount = 16;

    private readonly SiloRuntime _runtime;
    private readonly GrainDirectories _directories;
    private readonly PlacementService _placement;
    private readonly PlacementStrategyResolver _strategies;
    private readonly MembershipManager _membership;
    private readonly LocationCache _cache;
    private readonly LocationSearches[] _workers = new LocationSearches[WorkerCount];

    public GrainLocator(
        SiloRuntime runtime,
        GrainDirectories directories,
        PlacementService placement,
        PlacementStrategyResolver strategies,
        MembershipManager membership,
        IOptions<GrainDirectoryOptions> options,
        TimeProvider time)
    {
        _runtime = runtime;
        _directories = directories;
        _placement = placement;
        _strategies = strategies;
        _membership = membership;
        IsGone = IsGoneAsync;
        _cache = new LocationCache(options.Value, time);
        for (var i = 0; i < WorkerCount; i++)
        {
            _workers[i] = new LocationSearches(this);
        }
    }

    /// <summary>The question below, as an object that need not be made for each who asks.</summary>
    public Func<GrainAddress, ValueTask<bool>> IsGone { get; }

    public void Route(Message message)
    {
        if (TryRecall(message.TargetGrain, out var silo))
        {
            message.TargetSilo = silo;
            _runtime.Transmit(message);
        }
        else if (!WorkerOf(message.TargetGrain).TryAdd(message, out var search))
        {
            Refuse(message);
        }
        else if (search is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(search, preferLocal: false);
        }
    }

    public bool TryRecall(GrainId grainId, [NotNullWhen(true)] out SiloAddress? silo)
    {
        if (!_cache.TryGet(grainId, out silo))
        {
            return false;
        }

        // One that is leaving still has the grain, or will say where it is.
        if (_membership.Snapshot.GetSiloStatus(silo) is not (SiloStatus.Dead or SiloStatus.None))
        {
            return true;
        }

        _cache.Remove(grainId, silo);
        silo = null;
        return false;
    }

    public void Remember(GrainId grainId, SiloAddress silo)
    {
        // What is here is found in the catalog, and must not outlive its activation.
        if (!silo.Equals(_runtime.Silo))
        {
            _cache.Set(grainId, silo);
        }
    }

    public void Forget(GrainId grainId, SiloAddress silo) => _cache.Remove(grainId, silo);

    public void Forget(SiloAddress silo) => _cache.Remove(silo);

    public async void Run(LocationSearch search)
    {
        SiloAddress? silo = null;
        Exception? failure = null;
        try
        {
            silo = await FindAsync(search.GrainId, search.First).ConfigureAwait(false);
            Remember(search.GrainId, silo);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        if (!WorkerOf(search.GrainId).TryTake(search))
        {
            return;
        }

        foreach (var message in search.Messages)
        {
            if (silo is null)
            {
                _runtime.Reject(message, failure!);
            }
            else
            {
                message.TargetSilo = silo;
                _runtime.Transmit(message);
            }
        }
    }

    /// <summary>From here on what is not in this silo is not searched for; what waits for the result of a search is refused.</summary>
    public void Close()
    {
        foreach (var search in _workers.SelectMany(static worker => worker.Close()))
        {
            foreach (var message in search.Messages)
            {
                Refuse(message);
            }
        }
    }

    /// <summary>True where an address, given out at its membership version, can no longer have its activation.</summary>
    public async ValueTask<bool> IsGoneAsync(GrainAddress address)
    {
        var silo = address.SiloAddress!;
        var status = _membership.Snapshot.GetSiloStatus(silo, address.MembershipVersion);
        if (status == SiloStatus.None)
        {
            // From a silo that knows more of the membership than this one.
            await _membership.Refresh(address.MembershipVersion).ConfigureAwait(false);
            status = _membership.Snapshot.GetSiloStatus(silo, address.MembershipVersion);
        }

        return status is SiloStatus.Dead or SiloStatus.None;
    }

    private void Refuse(Message message) => _runtime.Reject(message, new OrleansMessageRejectionException($"Silo {_runtime.Silo} is stopping: {message} is refused."));

    private LocationSearches WorkerOf(GrainId grainId) => _workers[grainId.GetUniformHashCode() % WorkerCount];

    private async ValueTask<SiloAddress> FindAsync(GrainId grainId, Message first)
    {
        if (_strategies.GetPlacementStrategy(grainId.Type).IsUsingGrainDirectory)
        {
            var known = _directories.Of(grainId.Type) is IClusterDirectory directory
                ? await directory.LookupAsync(grainId).ConfigureAwait(false)
                : await _directories.Of(grainId.Type).Lookup(grainId).ConfigureAwait(false);
            if (known?.SiloAddress is { } registered && !await IsGoneAsync(known).ConfigureAwait(false))
            {
                return registered;
            }
        }

        return await _placement.PlaceAsync(grainId, first.InterfaceType, first.RequestContext).ConfigureAwait(false);
    }
}
