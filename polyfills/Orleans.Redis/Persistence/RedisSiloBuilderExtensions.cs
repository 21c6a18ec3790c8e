using Orleans.Persistence;
using Orleans.Providers;

namespace Orleans.Hosting;

public static class RedisSiloBuilderExtensions
{
    public static ISiloBuilder AddRedisGrainStorageAsDefault(this ISiloBuilder builder, Action<RedisStorageOptions> configureOptions) =>
        builder.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    public static ISiloBuilder AddRedisGrainStorage(this ISiloBuilder builder, string name, Action<RedisStorageOptions> configureOptions) =>
        builder.ConfigureServices(services => services.AddRedisGrainStorage(name, configureOptions));

    public static ISiloBuilder AddRedisGrainStorageAsDefault(this ISiloBuilder builder) => builder.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);

    public static ISiloBuilder AddRedisGrainStorageAsDefault(this ISiloBuilder builder, Action<OptionsBuilder<RedisStorageOptions>>? configureOptionsBuilder) =>
        builder.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptionsBuilder);

    public static ISiloBuilder AddRedisGrainStorage(this ISiloBuilder builder, string name) => builder.ConfigureServices(services => services.AddRedisGrainStorage(name));

    public static ISiloBuilder AddRedisGrainStorage(this ISiloBuilder builder, string name, Action<OptionsBuilder<RedisStorageOptions>>? configureOptionsBuilder) =>
        builder.ConfigureServices(services => services.AddRedisGrainStorage(name, configureOptionsBuilder));
}
