using Orleans.GrainDirectory;
using Orleans.Runtime.Hosting;

namespace Orleans.Hosting;

public static class RedisGrainDirectoryExtensions
{
    public static ISiloBuilder UseRedisGrainDirectoryAsDefault(this ISiloBuilder builder, Action<RedisGrainDirectoryOptions> configureOptions) =>
        builder.AddRedisGrainDirectory(GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY, configureOptions);

    public static ISiloBuilder UseRedisGrainDirectoryAsDefault(this ISiloBuilder builder, Action<OptionsBuilder<RedisGrainDirectoryOptions>> configureOptions) =>
        builder.AddRedisGrainDirectory(GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY, configureOptions);

    public static ISiloBuilder AddRedisGrainDirectory(this ISiloBuilder builder, string name, Action<RedisGrainDirectoryOptions> configureOptions) =>
        builder.AddRedisGrainDirectory(name, (OptionsBuilder<RedisGrainDirectoryOptions> options) => options.Configure(configureOptions));

    public static ISiloBuilder AddRedisGrainDirectory(this ISiloBuilder builder, string name, Action<OptionsBuilder<RedisGrainDirectoryOptions>> configureOptions)
    {
        configureOptions(builder.Services.AddOptions<RedisGrainDirectoryOptions>(name));
        builder.Services.AddTransient<IConfigurationValidator>(
            services => new RedisGrainDirectoryOptionsValidator(services.GetRequiredService<IOptionsMonitor<RedisGrainDirectoryOptions>>().Get(name), name));
        return builder.AddGrainDirectory(name, static (services, name) => new RedisGrainDirectory(
            name,
            services.GetRequiredService<IOptionsMonitor<RedisGrainDirectoryOptions>>().Get(name),
            services.GetRequiredService<IOptions<ClusterOptions>>(),
            services.GetRequiredService<ILogger<RedisGrainDirectory>>()));
    }
}
