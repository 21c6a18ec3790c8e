using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Orleans.Persistence;

public static class RedisGrainStorageFactory
{
    public static RedisGrainStorage Create(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptionsMonitor<RedisStorageOptions>>().Get(name);
        return new RedisGrainStorage(
            name,
            options,
            options.GrainStorageSerializer ?? services.GetKeyedService<IGrainStorageSerializer>(name) ?? services.GetRequiredService<IGrainStorageSerializer>(),
            services.GetRequiredService<IOptions<ClusterOptions>>(),
            services.GetRequiredService<IActivatorProvider>(),
            services.GetRequiredService<ILogger<RedisGrainStorage>>());
    }
}
