namespace Orleans.Runtime;

/// <summary>
/// Where grains have been found, most recently used last, in stripes that each keep their share of the limit. An entry
/// is a hint: the silo that it names corrects it, by forwarding.
/// </summary>
internal sealed class LocationCache
{
    private const int MaxStripes = 16;

    private readonly LocationCacheStripe[] _stripes;

    public LocationCache(GrainDirectoryOptions options, TimeProvider time)
    {
        var size = options.CachingStrategy == GrainDirectoryOptions.CachingStrategyType.None ? 0 : options.CacheSize;
        _stripes = new LocationCacheStripe[Math.Clamp(size, 1, MaxStripes)];
        for (var i = 0; i < _stripes.Length; i++)
        {
            _stripes[i] = new LocationCacheStripe((size / _stripes.Length) + (i < size % _stripes.Length ? 1 : 0), options.MaximumCacheTTL, time);
        }
    }

    public bool TryGet(GrainId grainId, [NotNullWhen(true)] out SiloAddress? silo) => StripeOf(grainId).TryGet(grainId, out silo);

    public void Set(GrainId grainId, SiloAddress silo) => StripeOf(grainId).Set(grainId, silo);

    /// <summary>Forgets this place of a grain, not another that has been learned since.</summary>
    public void Remove(GrainId grainId, SiloAddress silo) => StripeOf(grainId).Remove(grainId, silo);

    public void Remove(SiloAddress silo)
    {
        foreach (var stripe in _stripes)
        {
            stripe.Remove(silo);
        }
    }

    private LocationCacheStripe StripeOf(GrainId grainId) => _stripes[grainId.GetUniformHashCode() % (uint)_stripes.Length];
}
