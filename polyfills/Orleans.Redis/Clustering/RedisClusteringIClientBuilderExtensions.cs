using Orleans.Clustering.Redis;
using Orleans.Hosting;
using Orleans.Messaging;

namespace Microsoft.Extensions.Hosting;

public static class RedisClusteringIClientBuilderExtensions
{
    public static IClientBuilder UseRedisClustering(this IClientBuilder builder, Action<RedisClusteringOptions> configuration) => builder.ConfigureServices(services =>
    {
        RedisMembershipTable.AddTo(services, configuration);
        services.AddSingleton<IGatewayListProvider, RedisGatewayListProvider>();
    });

    public static IClientBuilder UseRedisClustering(this IClientBuilder builder, string redisConnectionString) =>
        builder.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redisConnectionString));
}
