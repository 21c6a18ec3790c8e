namespace Orleans.Redis;

/// <summary>How connections are opened where the application does not open them itself.</summary>
internal static class RedisConnector
{
    // What client 1.2.6 has where nothing is set; its successors have five times as much, and so do the timeouts here.
    private const int OldDefaultTimeout = 1000;
    private const int NewDefaultTimeout = 5000;

    public static async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> ConnectAsync(ConfigurationOptions? configuration, string optionsName)
    {
        var effective = Required(configuration, optionsName).Clone();
        effective.SyncTimeout = (int)TimeoutOf(effective).TotalMilliseconds;
        return (await ConnectionMultiplexer.ConnectAsync(effective).ConfigureAwait(false), false);
    }

    /// <summary>How long a command may take. The client has a limit for blocking calls only, which are not used here, so this is kept beside it.</summary>
    public static TimeSpan TimeoutOf(ConfigurationOptions configuration) =>
        TimeSpan.FromMilliseconds(configuration.SyncTimeout == OldDefaultTimeout ? NewDefaultTimeout : configuration.SyncTimeout);

    public static ConfigurationOptions Required(ConfigurationOptions? configuration, string optionsName) => configuration
        ?? throw new OrleansConfigurationException($"Invalid {optionsName}: {nameof(ConfigurationOptions)} is required. Set its EndPoints to where Redis listens.");
}
