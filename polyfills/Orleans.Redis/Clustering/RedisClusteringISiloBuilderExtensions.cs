using Orleans;
using Orleans.Clustering.Redis;
using Orleans.Hosting;

namespace Microsoft.Extensions.Hosting;

public static class RedisClusteringISiloBuilderExtensions
{
    public static ISiloBuilder UseRedisClustering(this ISiloBuilder builder, Action<RedisClusteringOptions> configuration) => builder.ConfigureServices(services =>
    {
        RedisMembershipTable.AddTo(services, configuration);
        services.AddSingleton<IMembershipTable>(static provider => provider.GetRequiredService<RedisMembershipTable>());
    });

    public static ISiloBuilder UseRedisClustering(this ISiloBuilder builder, string redisConnectionString) =>
        builder.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redisConnectionString));
}
