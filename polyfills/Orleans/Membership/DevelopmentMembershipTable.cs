namespace Orleans.Runtime;

/// <summary>
/// The table of a development cluster: in the memory of the primary silo, which the others reach at its endpoint
/// whatever its generation. Losing the primary loses the table.
/// </summary>
internal sealed class DevelopmentMembershipTable : IMembershipTable, IMembershipTableTarget
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);
    private const int MaxAttempts = 60;

    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly LocalSiloDetails _silo;
    private readonly InMemoryMembershipTable? _own;
    private readonly SiloAddress _primary;

    public DevelopmentMembershipTable(IServiceProvider services, TimeProvider time, LocalSiloDetails silo, IOptions<DevelopmentClusterMembershipOptions> options)
    {
        _services = services;
        _time = time;
        _silo = silo;
        var endpoint = options.Value.PrimarySiloEndpoint ?? silo.SiloAddress.Endpoint;
        _primary = SiloAddress.New(endpoint, 0);
        _own = endpoint.Equals(silo.SiloAddress.Endpoint) ? new InMemoryMembershipTable() : null;
    }

    private IMembershipTableTarget Target => SystemTargets.Get<IMembershipTableTarget>(_services, _primary);

    public async Task InitializeMembershipTable(bool tryInitTableVersion)
    {
        if (_own is not null)
        {
            _services.GetRequiredService<Catalog>().Add<IMembershipTableTarget>(_primary, this);
            return;
        }

        // The primary may be starting just now.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Target.ReadAll();
                return;
            }
            catch (OrleansException) when (attempt < MaxAttempts)
            {
                await Task.Delay(RetryDelay, _time);
            }
        }
    }

    public Task DeleteMembershipTableEntries(string clusterId) =>
        _own?.DeleteMembershipTableEntries(clusterId) ?? throw new NotSupportedException($"Only the primary silo, not {_silo.SiloAddress}, can delete the table.");

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => _own?.CleanupDefunctSiloEntries(beforeDate) ?? Target.CleanupDefunctSiloEntries(beforeDate);

    public Task<MembershipTableData> ReadRow(SiloAddress key) => _own?.ReadRow(key) ?? Target.ReadRow(key);

    public Task<MembershipTableData> ReadAll() => _own?.ReadAll() ?? Target.ReadAll();

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => _own?.InsertRow(entry, tableVersion) ?? Target.InsertRow(entry, tableVersion);

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        _own?.UpdateRow(entry, etag, tableVersion) ?? Target.UpdateRow(entry, etag, tableVersion);

    public Task UpdateIAmAlive(MembershipEntry entry) => _own?.UpdateIAmAlive(entry) ?? Target.UpdateIAmAlive(entry);
}
