namespace Orleans.Configuration;

public class GrainDirectoryOptions
{
    public const int DEFAULT_CACHE_SIZE = 1_000_000;
    public static readonly TimeSpan DEFAULT_MAXIMUM_CACHE_TTL = TimeSpan.FromMinutes(4);

    public int CacheSize { get; set; } = DEFAULT_CACHE_SIZE;

    public TimeSpan MaximumCacheTTL { get; set; } = DEFAULT_MAXIMUM_CACHE_TTL;
}
