using System.Text.Json;

namespace Orleans.GrainDirectory;

/// <summary>
/// A grain directory in Redis: a string for each grain, the address of its activation.
/// </summary>
/// <remarks>
/// An entry is set where there is none, or in place of the activation that the caller names; it is deleted only by who names
/// its activation. Both are scripts, so each grain's entry is linearizable. What a dead silo leaves behind stays until
/// somebody looks for the grain, and then registers a new activation in place of the old one.
/// After a time-out a registration may or may not be there: registering the same activation again gives the same answer.
/// </remarks>
internal sealed class RedisGrainDirectory : IGrainDirectory, ILifecycleParticipant<ISiloLifecycle>, IAsyncDisposable, IDisposable
{
    // Answers the entry that stands in the way, or nothing.
    private const string RegisterScript = """
        local stored = redis.call('GET', KEYS[1])
        if stored and (ARGV[2] == '' or cjson.decode(stored).ActivationId ~= ARGV[2]) then return stored end
        if ARGV[3] == '' then redis.call('SET', KEYS[1], ARGV[1]) else redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3]) end
        return nil
        """;

    private const string UnregisterScript = """
        local stored = redis.call('GET', KEYS[1])
        if stored and cjson.decode(stored).ActivationId == ARGV[1] then return redis.call('DEL', KEYS[1]) end
        return 0
        """;

    private readonly string _name;
    private readonly string _clusterId;
    private readonly RedisValue _expiry;
    private readonly RedisLink _redis;

    public RedisGrainDirectory(string name, RedisGrainDirectoryOptions options, IOptions<ClusterOptions> clusterOptions, ILogger<RedisGrainDirectory> logger)
    {
        _name = name;
        _clusterId = clusterOptions.Value.ClusterId;
        _expiry = options.EntryExpiry is { } expiry ? (long)expiry.TotalMilliseconds : RedisValue.EmptyString;
        _redis = new RedisLink(
            $"Redis grain directory '{name}'",
            () => options.CreateMultiplexer(options),
            RedisConnector.TimeoutOf(RedisConnector.Required(options.ConfigurationOptions, $"{nameof(RedisGrainDirectoryOptions)} of '{name}'")),
            static message => new OrleansException(message),
            logger);
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        $"{nameof(RedisGrainDirectory)} {_name}",
        ServiceLifecycleStage.RuntimeInitialize,
        _ => _redis.OpenAsync(),
        async _ => await _redis.DisposeAsync().ConfigureAwait(false));

    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    public async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        var key = KeyOf(address.GrainId);
        RedisValue[] arguments =
        [
            JsonSerializer.Serialize(address),
            previousAddress is null ? RedisValue.EmptyString : previousAddress.ActivationId.ToParsableString(),
            _expiry,
        ];
        var stored = await RunScriptAsync(RegisterScript, key, arguments, $"register {address}").ConfigureAwait(false);
        return stored.IsNull ? address : Read((string)stored!, key);
    }

    public async Task Unregister(GrainAddress address) =>
        await RunScriptAsync(UnregisterScript, KeyOf(address.GrainId), [address.ActivationId.ToParsableString()], $"unregister {address}").ConfigureAwait(false);

    public async Task<GrainAddress?> Lookup(GrainId grainId)
    {
        var key = KeyOf(grainId);
        var stored = await _redis.RunAsync(database => database.StringGetAsync(key), $"look up {grainId}").ConfigureAwait(false);
        return stored.IsNull ? null : Read(stored!, key);
    }

    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    public void Dispose() => _redis.Dispose();

    private string KeyOf(GrainId grainId) => $"{_clusterId}/directory/{grainId}";

    // Always in full: a script that is named by its digest is unknown after a restart of the server.
    private Task<RedisResult> RunScriptAsync(string script, string key, RedisValue[] arguments, string what) =>
        _redis.RunAsync(database => database.ScriptEvaluateAsync(script, [key], arguments, CommandFlags.NoScriptCache), what);

    private GrainAddress Read(string json, string key)
    {
        try
        {
            if (JsonSerializer.Deserialize<GrainAddress>(json) is { IsComplete: true } address)
            {
                return address;
            }
        }
        catch (JsonException exception)
        {
            throw Corrupted($": {exception.Message}");
        }

        throw Corrupted(": it is no complete address");

        OrleansException Corrupted(string how) => new($"The entry '{key}' of the Redis grain directory '{_name}' cannot be read{how}. Delete it with DEL.");
    }
}
