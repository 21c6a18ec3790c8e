using System.Globalization;

namespace Orleans.Runtime;

/// <summary>A membership table in this process, for one silo, or for several that share the instance.</summary>
internal sealed class InMemoryMembershipTable : IMembershipTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, (MembershipEntry Row, int Etag)> _rows = [];
    private int _lastEtag;
    private TableVersion _version = new(0, "0");

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId)
    {
        lock (_gate)
        {
            _rows.Clear();
            return Task.CompletedTask;
        }
    }

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate)
    {
        lock (_gate)
        {
            foreach (var (address, (row, _)) in _rows.ToArray())
            {
                if (row.Status == SiloStatus.Dead && IAmAlive.LastSign(row) < beforeDate.UtcDateTime)
                {
                    _rows.Remove(address);
                }
            }

            return Task.CompletedTask;
        }
    }

    public Task<MembershipTableData> ReadRow(SiloAddress key)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.TryGetValue(key, out var row) ? new MembershipTableData(Tuple(row), _version) : new MembershipTableData(_version));
        }
    }

    public Task<MembershipTableData> ReadAll()
    {
        lock (_gate)
        {
            return Task.FromResult(new MembershipTableData([.. _rows.Values.Select(Tuple)], _version));
        }
    }

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion)
    {
        lock (_gate)
        {
            if (tableVersion.VersionEtag != _version.VersionEtag || _rows.ContainsKey(entry.SiloAddress))
            {
                return Task.FromResult(false);
            }

            Write(entry, tableVersion);
            return Task.FromResult(true);
        }
    }

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        lock (_gate)
        {
            if (tableVersion.VersionEtag != _version.VersionEtag
                || !_rows.TryGetValue(entry.SiloAddress, out var current)
                || Etag(current.Etag) != etag)
            {
                return Task.FromResult(false);
            }

            Write(entry, tableVersion);
            return Task.FromResult(true);
        }
    }

    public Task UpdateIAmAlive(MembershipEntry entry)
    {
        lock (_gate)
        {
            if (_rows.TryGetValue(entry.SiloAddress, out var current))
            {
                current.Row.IAmAliveTime = entry.IAmAliveTime;
            }

            return Task.CompletedTask;
        }
    }

    private static Tuple<MembershipEntry, string> Tuple((MembershipEntry Row, int Etag) row) => System.Tuple.Create(row.Row.Copy(), Etag(row.Etag));

    private static string Etag(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Write(MembershipEntry entry, TableVersion version)
    {
        _rows[entry.SiloAddress] = (entry.Copy(), ++_lastEtag);
        _version = new TableVersion(version.Version, Etag(++_lastEtag));
    }
}
