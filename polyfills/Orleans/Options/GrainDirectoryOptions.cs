namespace Orleans.Configuration;

public class GrainDirectoryOptions
{
    public const CachingStrategyType DEFAULT_CACHING_STRATEGY = CachingStrategyType.LRU;
    public const int DEFAULT_CACHE_SIZE = 1_000_000;
    public const int DEFAULT_PARTITIONS_PER_SILO = 1;
    public static readonly TimeSpan DEFAULT_MAXIMUM_CACHE_TTL = TimeSpan.FromMinutes(4);
    public static readonly TimeSpan DEFAULT_RANGE_LEASE_DURATION = TimeSpan.FromSeconds(30);

    public enum CachingStrategyType
    {
        None,
        LRU,
    }

    public CachingStrategyType CachingStrategy { get; set; } = DEFAULT_CACHING_STRATEGY;

    public int CacheSize { get; set; } = DEFAULT_CACHE_SIZE;

    public int PartitionsPerSilo { get; set; } = DEFAULT_PARTITIONS_PER_SILO;

    public TimeSpan MaximumCacheTTL { get; set; } = DEFAULT_MAXIMUM_CACHE_TTL;

    public TimeSpan RangeLeaseDuration { get; set; } = DEFAULT_RANGE_LEASE_DURATION;
}
