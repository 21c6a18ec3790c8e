using Orleans.Runtime;

namespace Orleans.Polyfills.Membership.Simulation;

/// <summary>The shared table, as one silo reaches it.</summary>
internal sealed class SimTable(SimCluster cluster, SimSilo silo) : IMembershipTable
{
    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId) => throw new NotSupportedException();

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CallAsync(async table =>
    {
        await table.CleanupDefunctSiloEntries(beforeDate);
        return true;
    });

    public Task<MembershipTableData> ReadRow(SiloAddress key) => CallAsync(table => table.ReadRow(key));

    public Task<MembershipTableData> ReadAll() => CallAsync(static table => table.ReadAll());

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
        CallAsync(table => Record(table.InsertRow(entry, tableVersion), entry, tableVersion));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
        CallAsync(table => Record(table.UpdateRow(entry, etag, tableVersion), entry, tableVersion));

    public Task UpdateIAmAlive(MembershipEntry entry) => CallAsync(async table =>
    {
        await table.UpdateIAmAlive(entry);
        return true;
    });

    private Task<bool> Record(Task<bool> write, MembershipEntry row, TableVersion version)
    {
        if (write.Result)
        {
            cluster.Table.Written(silo, row, version.Version);
        }
        else
        {
            cluster.Table.Conflicts++;
        }

        return write;
    }

    private async Task<T> CallAsync<T>(Func<IMembershipTable, Task<T>> call)
    {
        await TravelAsync();
        var fails = cluster.Random.NextDouble() < cluster.Faults.TableFailure;
        if (fails && cluster.Random.Next(2) == 0)
        {
            throw new SimTableException();
        }

        var result = await call(cluster.Table.Table);
        await TravelAsync();
        return fails ? throw new SimTableException() : result;
    }

    private async Task TravelAsync()
    {
        silo.ThrowIfCrashed();
        await silo.AwakeAsync();
        await cluster.Delay(cluster.Faults.MaxLatency * cluster.Random.NextDouble());
        silo.ThrowIfCrashed();
    }
}
