namespace Orleans.Persistence;

public static class RedisStorageOptionsExtensions
{
    public static void UseGetRedisKeyIgnoringGrainType(this OptionsBuilder<RedisStorageOptions> optionsBuilder) => optionsBuilder.Configure<IOptions<ClusterOptions>>(
        static (options, cluster) => options.GetStorageKey = (stateName, grainId) => $"{cluster.Value.ServiceId}/state/{grainId.Key}/{stateName}");
}
