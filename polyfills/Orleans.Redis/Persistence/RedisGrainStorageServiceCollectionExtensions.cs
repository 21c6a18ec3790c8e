using Orleans.Persistence;
using Orleans.Providers;
using Orleans.Runtime.Hosting;

namespace Orleans.Hosting;

public static class RedisGrainStorageServiceCollectionExtensions
{
    public static IServiceCollection AddRedisGrainStorageAsDefault(this IServiceCollection services, Action<RedisStorageOptions> configureOptions) =>
        services.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    public static IServiceCollection AddRedisGrainStorage(this IServiceCollection services, string name, Action<RedisStorageOptions> configureOptions) =>
        services.AddRedisGrainStorage(name, options => options.Configure(configureOptions));

    public static IServiceCollection AddRedisGrainStorageAsDefault(this IServiceCollection services, Action<OptionsBuilder<RedisStorageOptions>>? configureOptions = null) =>
        services.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    public static IServiceCollection AddRedisGrainStorage(this IServiceCollection services, string name, Action<OptionsBuilder<RedisStorageOptions>>? configureOptions = null)
    {
        configureOptions?.Invoke(services.AddOptions<RedisStorageOptions>(name));
        services.AddTransient<IConfigurationValidator>(provider => new RedisStorageOptionsValidator(provider.GetRequiredService<IOptionsMonitor<RedisStorageOptions>>().Get(name), name));
        return services.AddGrainStorage(name, RedisGrainStorageFactory.Create);
    }
}
