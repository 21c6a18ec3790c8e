using Orleans.Runtime;

namespace Orleans.Conformance.Membership;

/// <summary>A clustering provider of the test's own: a membership table in memory, that several silos share and the test can look into.</summary>
internal sealed class SharedTable : IMembershipTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, (MembershipEntry Row, string Etag)> _rows = [];
    private TableVersion _version = new(0, "0");

    /// <summary>The times of all IAmAlive writes, in order.</summary>
    public List<DateTime> SignsOfLife { get; } = [];

    public List<DateTimeOffset> CleanUps { get; } = [];

    public MembershipEntry? Find(SiloAddress silo)
    {
        lock (_gate)
        {
            return _rows.TryGetValue(silo, out var row) ? Copy(row.Row) : null;
        }
    }

    /// <summary>A row as another silo would have left it.</summary>
    public SiloAddress Put(SiloAddress silo, SiloStatus status, DateTime lastSign)
    {
        lock (_gate)
        {
            Write(
                new MembershipEntry
                {
                    SiloAddress = silo,
                    Status = status,
                    SiloName = "other",
                    HostName = "localhost",
                    RoleName = string.Empty,
                    StartTime = lastSign,
                    IAmAliveTime = lastSign,
                    SuspectTimes = [],
                },
                _version.Next());
            return silo;
        }
    }

    public T Locked<T>(Func<SharedTable, T> read)
    {
        lock (_gate)
        {
            return read(this);
        }
    }

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId) => throw new NotSupportedException();

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        lock (_gate)
        {
            CleanUps.Add(beforeDate);
            return Task.CompletedTask;
        }
    }

    public Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        lock (_gate)
        {
            return Task.FromResult(Read(_rows.Values.Where(row => row.Row.SiloAddress.Equals(key))));
        }
    }

    public Task<MembershipTableData> ReadAll()
    {
        lock (_gate)
        {
            return Task.FromResult(Read(_rows.Values));
        }
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion)
    {
        lock (_gate)
        {
            return Task.FromResult(tableVersion.VersionEtag == _version.VersionEtag && !_rows.ContainsKey(entry.SiloAddress) && Write(Copy(entry), tableVersion));
        }
    }

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        lock (_gate)
        {
            return Task.FromResult(
                tableVersion.VersionEtag == _version.VersionEtag && _rows.TryGetValue(entry.SiloAddress, out var row) && row.Etag == etag && Write(Copy(entry), tableVersion));
        }
    }

    public Task UpdateIAmAlive(MembershipEntry entry)
    {
        lock (_gate)
        {
            SignsOfLife.Add(entry.IAmAliveTime);
            if (_rows.TryGetValue(entry.SiloAddress, out var row))
            {
                row.Row.IAmAliveTime = entry.IAmAliveTime;
            }

            return Task.CompletedTask;
        }
    }

    private static MembershipEntry Copy(MembershipEntry row) => new()
    {
        SiloAddress = row.SiloAddress,
        Status = row.Status,
        SuspectTimes = row.SuspectTimes is null ? null : [.. row.SuspectTimes],
        ProxyPort = row.ProxyPort,
        HostName = row.HostName,
        SiloName = row.SiloName,
        RoleName = row.RoleName,
        UpdateZone = row.UpdateZone,
        FaultZone = row.FaultZone,
        StartTime = row.StartTime,
        IAmAliveTime = row.IAmAliveTime,
    };

    private MembershipTableData Read(IEnumerable<(MembershipEntry Row, string Etag)> rows) =>
        new([.. rows.Select(static row => Tuple.Create(Copy(row.Row), row.Etag))], _version);

    private bool Write(MembershipEntry row, TableVersion version)
    {
        _rows[row.SiloAddress] = (row, Guid.NewGuid().ToString());
        _version = new TableVersion(version.Version, Guid.NewGuid().ToString());
        return true;
    }
}
