namespace Orleans.Clustering.Redis;

public class RedisClusteringOptions
{
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    public Func<RedisClusteringOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> CreateMultiplexer { get; set; } = DefaultCreateMultiplexer;

    public Func<ClusterOptions, RedisKey> CreateRedisKey { get; set; } = DefaultCreateRedisKey;

    public TimeSpan? EntryExpiry { get; set; }

    public static Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> DefaultCreateMultiplexer(RedisClusteringOptions options) =>
        RedisConnector.ConnectAsync(options.ConfigurationOptions, nameof(RedisClusteringOptions));

    public static RedisKey DefaultCreateRedisKey(ClusterOptions clusterOptions) => $"{clusterOptions.ServiceId}/members/{clusterOptions.ClusterId}";
}
