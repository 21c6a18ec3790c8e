using System.Globalization;

namespace Orleans.Runtime;

/// <summary>A membership table in this process, for one silo, or for several that share the instance.</summary>
internal sealed class InMemoryMembershipTable : IMembershipTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, (MembershipEntry Row, int Etag)> _rows = [];
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
                if (row.Status == SiloStatus.Dead && row.IAmAliveTime < beforeDate.UtcDateTime)
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
            if (tableVersion.Version != _version.Version + 1 || !_rows.TryAdd(entry.SiloAddress, (entry.Copy(), 0)))
            {
                return Task.FromResult(false);
            }

            Advance();
            return Task.FromResult(true);
        }
    }

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        lock (_gate)
        {
            if (tableVersion.Version != _version.Version + 1
                || !_rows.TryGetValue(entry.SiloAddress, out var current)
                || Etag(current.Etag) != etag)
            {
                return Task.FromResult(false);
            }

            _rows[entry.SiloAddress] = (entry.Copy(), current.Etag + 1);
            Advance();
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

    private void Advance() => _version = new TableVersion(_version.Version + 1, Etag(_version.Version + 1));
}
