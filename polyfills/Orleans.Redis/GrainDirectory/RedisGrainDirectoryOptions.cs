namespace Orleans.Configuration;

public class RedisGrainDirectoryOptions
{
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    public Func<RedisGrainDirectoryOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> CreateMultiplexer { get; set; } = DefaultCreateMultiplexer;

    public TimeSpan? EntryExpiry { get; set; }

    public static Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> DefaultCreateMultiplexer(RedisGrainDirectoryOptions options) =>
        RedisConnector.ConnectAsync(options.ConfigurationOptions, nameof(RedisGrainDirectoryOptions));
}
