using System.Runtime.InteropServices;
using Orleans.Persistence.Redis;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Orleans.Persistence;

/// <summary>
/// Grain state in Redis: one hash for each state, with the fields <c>etag</c> and <c>data</c>.
/// </summary>
/// <remarks>
/// Writes and clears are scripts that compare the ETag and change the record in one step, so of several writers with one ETag
/// one succeeds. They are sent in full each time: a script that is named by its digest is unknown after a restart of the
/// server. A write that timed out may have been carried out: the next one then finds another ETag, and fails as inconsistent.
/// </remarks>
public partial class RedisGrainStorage : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IDisposable, IAsyncDisposable
{
    // Both answer nothing, or the ETag (empty where there is no record) that is stored instead of the expected one.
    private const string WriteScript = """
        local stored = redis.call('HGET', KEYS[1], 'etag') or ''
        if stored ~= ARGV[1] then return stored end
        redis.call('HMSET', KEYS[1], 'etag', ARGV[2], 'data', ARGV[3])
        if ARGV[4] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
        return nil
        """;

    private const string DeleteScript = """
        local stored = redis.call('HGET', KEYS[1], 'etag') or ''
        if stored ~= ARGV[1] then return stored end
        redis.call('DEL', KEYS[1])
        return nil
        """;

    private static readonly RedisValue[] Fields = ["etag", "data"];

    private readonly string _name;
    private readonly RedisStorageOptions _options;
    private readonly IGrainStorageSerializer _serializer;
    private readonly IActivatorProvider _activators;
    private readonly string _serviceId;
    private readonly RedisValue _expiry;
    private readonly RedisLink _redis;
    private readonly ILogger _logger;

    public RedisGrainStorage(
        string name,
        RedisStorageOptions options,
        IGrainStorageSerializer grainStorageSerializer,
        IOptions<ClusterOptions> clusterOptions,
        IActivatorProvider activatorProvider,
        ILogger<RedisGrainStorage> logger)
    {
        _name = name;
        _options = options;
        _serializer = grainStorageSerializer;
        _logger = logger;
        _activators = activatorProvider;
        _serviceId = clusterOptions.Value.ServiceId;
        _expiry = options.EntryExpiry is { } expiry ? (long)expiry.TotalMilliseconds : RedisValue.EmptyString;
        _redis = new RedisLink(
            $"Redis grain storage '{name}'",
            () => options.CreateMultiplexer(options),
            RedisConnector.TimeoutOf(RedisConnector.Required(options.ConfigurationOptions, $"{nameof(RedisStorageOptions)} of '{name}'")),
            static message => new RedisStorageException(message),
            logger);
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        $"{nameof(RedisGrainStorage)} {_name}",
        _options.InitStage,
        _ => _redis.OpenAsync(),
        async _ => await _redis.DisposeAsync().ConfigureAwait(false));

    public async Task ReadStateAsync<T>(string grainType, GrainId grainId, IGrainState<T> grainState)
    {
        var key = KeyOf(grainType, grainId);
        var values = await _redis.RunAsync(database => database.HashGetAsync(key, Fields), $"read '{key}'").ConfigureAwait(false);
        var data = (byte[]?)values[1];
        var exists = data is { Length: > 0 };
        grainState.State = exists ? Deserialize<T>(data!, key) : Create<T>();
        grainState.ETag = values[0].IsNull ? null : (string?)values[0];
        grainState.RecordExists = exists;
    }

    public async Task WriteStateAsync<T>(string grainType, GrainId grainId, IGrainState<T> grainState)
    {
        var key = KeyOf(grainType, grainId);
        grainState.ETag = await ReplaceAsync(key, grainState.ETag, Bytes(_serializer.Serialize(grainState.State)), $"write '{key}'").ConfigureAwait(false);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string grainType, GrainId grainId, IGrainState<T> grainState)
    {
        var key = KeyOf(grainType, grainId);
        if (_options.DeleteStateOnClear)
        {
            await RunScriptAsync(DeleteScript, key, grainState.ETag, [Tag(grainState.ETag)], $"delete '{key}'").ConfigureAwait(false);
            grainState.ETag = null;
        }
        else
        {
            grainState.ETag = await ReplaceAsync(key, grainState.ETag, RedisValue.EmptyString, $"clear '{key}'").ConfigureAwait(false);
        }

        grainState.State = Create<T>();
        grainState.RecordExists = false;
    }

    public void Dispose()
    {
        _redis.Dispose();
        GC.SuppressFinalize(this);
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private static RedisValue Tag(string? etag) => etag ?? string.Empty;

    private static byte[] Bytes(BinaryData data) =>
        MemoryMarshal.TryGetArray(data.ToMemory(), out var segment) && segment is { Offset: 0, Array: { } array } && array.Length == segment.Count ? array : data.ToArray();

    private string KeyOf(string stateName, GrainId grainId) => _options.GetStorageKey is { } getKey ? getKey(stateName, grainId)! : $"{_serviceId}/state/{grainId}/{stateName}";

    private T Create<T>() => _activators.GetActivator<T>().Create();

    private T? Deserialize<T>(byte[] data, string key)
    {
        try
        {
            return _serializer.Deserialize<T>(new BinaryData(data));
        }
        catch (Exception exception)
        {
            // Most serializers' exceptions cannot be read by other silos and clients.
            LogUnreadable(_logger, _name, key, typeof(T), exception);
            throw new RedisStorageException($"Redis grain storage '{_name}' cannot read '{key}' as {typeof(T)}: {exception.Message}");
        }
    }

    private async Task<string> ReplaceAsync(string key, string? etag, RedisValue data, string what)
    {
        var newEtag = Guid.NewGuid().ToString("N");
        await RunScriptAsync(WriteScript, key, etag, [Tag(etag), newEtag, data, _expiry], what).ConfigureAwait(false);
        return newEtag;
    }

    private async Task RunScriptAsync(string script, string key, string? etag, RedisValue[] arguments, string what)
    {
        var stored = await _redis.RunAsync(database => database.ScriptEvaluateAsync(script, [key], arguments, CommandFlags.NoScriptCache), what).ConfigureAwait(false);
        if (!stored.IsNull)
        {
            var text = (string?)stored;
            throw new InconsistentStateException(
                $"Redis grain storage '{_name}' did not {what}: the ETag is '{(string.IsNullOrEmpty(text) ? "none" : text)}', not '{etag ?? "none"}' as expected.",
                string.IsNullOrEmpty(text) ? null : text,
                etag);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Redis grain storage '{Name}' cannot read '{Key}' as {StateType}.")]
    private static partial void LogUnreadable(ILogger logger, string name, string key, Type stateType, Exception exception);
}
