using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orleans.Clustering.Redis;

/// <summary>
/// The membership table as one hash: a field for each silo incarnation, and the field <c>Version</c>, which every change of a
/// row moves on by one.
/// </summary>
/// <remarks>
/// A change is a transaction that does nothing unless the version is the one before it, so of several silos that change the
/// table from the same version one succeeds, and the others read it again. The server also turns down a transaction during
/// which anything else wrote to the hash, so that a change may be refused with no other in its place: its author reads the
/// table again, and finds the version as it was. A silo's sign of life is written on the same condition, and leaves the
/// version alone: it can be lost to a change, never undo one.
/// After a time-out or a broken connection a change may or may not be there: the version tells.
/// </remarks>
internal sealed class RedisMembershipTable : IMembershipTable, IAsyncDisposable, IDisposable
{
    private const string VersionField = "Version";
    private const int SignOfLifeAttempts = 10;

    private readonly RedisClusteringOptions _options;
    private readonly ClusterOptions _cluster;
    private readonly RedisKey _key;
    private readonly RedisLink _redis;

    public RedisMembershipTable(IOptions<RedisClusteringOptions> options, IOptions<ClusterOptions> cluster, ILogger<RedisMembershipTable> logger)
    {
        _options = options.Value;
        _cluster = cluster.Value;
        _key = _options.CreateRedisKey(_cluster);
        _redis = new RedisLink(
            $"Redis clustering ('{_key}')",
            () => _options.CreateMultiplexer(_options),
            RedisConnector.TimeoutOf(RedisConnector.Required(_options.ConfigurationOptions, nameof(RedisClusteringOptions))),
            static message => new RedisClusteringException(message),
            logger);
    }

    public static void AddTo(IServiceCollection services, Action<RedisClusteringOptions> configuration)
    {
        services.Configure(configuration);
        services.TryAddEnumerable(ServiceDescriptor.Transient<IConfigurationValidator, RedisClusteringOptionsValidator>());
        services.TryAddSingleton<RedisMembershipTable>();
    }

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        await _redis.OpenAsync().ConfigureAwait(false);
        if (!tryInitTableVersion)
        {
            return;
        }

        await _redis.RunAsync(database => database.HashSetAsync(_key, VersionField, Text(0), When.NotExists), "initialize the table").ConfigureAwait(false);
        if (_options.EntryExpiry is { } expiry)
        {
            await _redis.RunAsync(database => database.KeyExpireAsync(_key, expiry), "let the table expire").ConfigureAwait(false);
        }
    }

    public Task DeleteMembershipTableEntries(string clusterId) => _redis.RunAsync(
        database => database.KeyDeleteAsync(_options.CreateRedisKey(new ClusterOptions { ClusterId = clusterId, ServiceId = _cluster.ServiceId })),
        "delete the table");

    public async Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        var data = await ReadAll().ConfigureAwait(false);
        RedisValue[] defunct = [.. data.Members
            .Select(static member => member.Item1)
            .Where(row => row.Status == SiloStatus.Dead && Later(row.StartTime, row.IAmAliveTime) < beforeDate.UtcDateTime)
            .Select(static row => (RedisValue)row.SiloAddress.ToString())];
        if (defunct.Length > 0)
        {
            // Unconditionally: a row that is Dead stays so, and its field is of that incarnation alone.
            await _redis.RunAsync(database => database.HashDeleteAsync(_key, defunct), "delete old rows").ConfigureAwait(false);
        }
    }

    public async Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        var field = key.ToString();
        var values = await _redis.RunAsync(database => database.HashGetAsync(_key, [VersionField, field]), $"read the row {field}").ConfigureAwait(false);
        var version = ReadVersion(values[0]);
        return values[1].IsNull
            ? new MembershipTableData(version)
            : new MembershipTableData(Row(field, values[1], version), version);
    }

    public async Task<MembershipTableData> ReadAll()
    {
        var fields = await _redis.RunAsync(database => database.HashGetAllAsync(_key), "read the table").ConfigureAwait(false);
        var version = ReadVersion(Array.Find(fields, static field => field.Name == VersionField).Value);
        var rows = new List<Tuple<MembershipEntry, string>>(fields.Length);
        foreach (var field in fields)
        {
            if (field.Name != VersionField)
            {
                rows.Add(Row(field.Name!, field.Value, version));
            }
        }

        return new MembershipTableData(rows, version);
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => ChangeAsync(entry, tableVersion, isNew: true);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => ChangeAsync(entry, tableVersion, isNew: false);

    public async Task UpdateIAmAlive(MembershipEntry entry)
    {
        var field = entry.SiloAddress.ToString();

        // Each failed attempt is another silo's successful one.
        for (var attempt = 0; attempt < SignOfLifeAttempts; attempt++)
        {
            var data = await ReadRow(entry.SiloAddress).ConfigureAwait(false);
            if (data.TryGet(entry.SiloAddress) is not { Item1: var row })
            {
                throw new RedisClusteringException($"The membership table '{_key}' has no row {field} whose sign of life could be written.");
            }

            row.IAmAliveTime = entry.IAmAliveTime;
            var isWritten = await _redis.RunAsync(
                database =>
                {
                    var transaction = database.CreateTransaction();
                    transaction.AddCondition(Condition.HashEqual(_key, VersionField, Text(data.Version.Version)));
                    _ = transaction.HashSetAsync(_key, field, MembershipEntryJson.Write(row));
                    return transaction.ExecuteAsync();
                },
                $"write the sign of life of {field}").ConfigureAwait(false);
            if (isWritten)
            {
                return;
            }
        }

        throw new RedisClusteringException($"The sign of life of {field} could not be written: the membership table '{_key}' changed {SignOfLifeAttempts} times meanwhile.");
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    public void Dispose() => _redis.Dispose();

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private Task<bool> ChangeAsync(MembershipEntry entry, TableVersion version, bool isNew) => _redis.RunAsync(
        database =>
        {
            var field = entry.SiloAddress.ToString();
            var transaction = database.CreateTransaction();
            transaction.AddCondition(Condition.HashEqual(_key, VersionField, Text(version.Version - 1)));
            if (isNew)
            {
                transaction.AddCondition(Condition.HashNotExists(_key, field));
            }

            _ = transaction.HashSetAsync(_key, VersionField, Text(version.Version));
            _ = transaction.HashSetAsync(_key, field, MembershipEntryJson.Write(entry));
            return transaction.ExecuteAsync();
        },
        $"write the row {entry.SiloAddress}");

    private TableVersion ReadVersion(RedisValue value)
    {
        if (value.IsNull)
        {
            return new TableVersion(0, "0");
        }

        var text = (string)value!;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? new TableVersion(version, text)
            : throw new RedisClusteringException($"The field '{VersionField}' of the membership table '{_key}' is '{text}', which is not a version.");
    }

    // A row has no tag of its own: whatever changes a row changes the version.
    private Tuple<MembershipEntry, string> Row(string field, RedisValue json, TableVersion version) =>
        Tuple.Create(MembershipEntryJson.Read(json!, _key!, field), version.VersionEtag);
}
