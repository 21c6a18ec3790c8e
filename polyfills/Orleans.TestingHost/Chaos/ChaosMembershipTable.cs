using Orleans.Runtime;

namespace Orleans.Polyfill;

/// <summary>The membership table as one silo reaches it: not at all while it hangs or when it has crashed.</summary>
internal sealed class ChaosMembershipTable(IMembershipTable inner, ChaosNode node) : IMembershipTable
{
    public Task InitializeMembershipTable(bool tryInitTableVersion) => RunAsync(() => inner.InitializeMembershipTable(tryInitTableVersion));

    public Task DeleteMembershipTableEntries(string clusterId) => RunAsync(() => inner.DeleteMembershipTableEntries(clusterId));

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => RunAsync(() => inner.CleanupDefunctSiloEntries(beforeDate));

    public Task<MembershipTableData> ReadRow(SiloAddress key) => RunAsync(() => inner.ReadRow(key));

    public Task<MembershipTableData> ReadAll() => RunAsync(inner.ReadAll);

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => RunAsync(() => inner.InsertRow(entry, tableVersion));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => RunAsync(() => inner.UpdateRow(entry, etag, tableVersion));

    public Task UpdateIAmAlive(MembershipEntry entry) => RunAsync(() => inner.UpdateIAmAlive(entry));

    private async Task RunAsync(Func<Task> access)
    {
        await node.WaitUntilRunningAsync().ConfigureAwait(false);
        await access().ConfigureAwait(false);
        await node.WaitUntilRunningAsync().ConfigureAwait(false);
    }

    private async Task<T> RunAsync<T>(Func<Task<T>> access)
    {
        await node.WaitUntilRunningAsync().ConfigureAwait(false);
        var result = await access().ConfigureAwait(false);
        await node.WaitUntilRunningAsync().ConfigureAwait(false);
        return result;
    }
}
