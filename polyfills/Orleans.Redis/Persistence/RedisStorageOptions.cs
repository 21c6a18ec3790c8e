using Orleans.Storage;

namespace Orleans.Persistence;

public class RedisStorageOptions : IStorageProviderSerializerOptions
{
    public bool DeleteStateOnClear { get; set; }

    public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    public ConfigurationOptions? ConfigurationOptions { get; set; }

    public Func<RedisStorageOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> CreateMultiplexer { get; set; } = DefaultCreateMultiplexer;

    public TimeSpan? EntryExpiry { get; set; }

    public Func<string, GrainId, RedisKey>? GetStorageKey { get; set; }

    public static Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> DefaultCreateMultiplexer(RedisStorageOptions options) =>
        RedisConnector.ConnectAsync(options.ConfigurationOptions, nameof(RedisStorageOptions));
}
