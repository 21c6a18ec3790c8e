using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

internal sealed class UnreachableTable : IMembershipTable
{
    public Task InitializeMembershipTable(bool tryInitTableVersion) => throw Unreachable();

    public Task DeleteMembershipTableEntries(string clusterId) => throw Unreachable();

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => throw Unreachable();

    public Task<MembershipTableData> ReadRow(SiloAddress key) => throw Unreachable();

    public Task<MembershipTableData> ReadAll() => throw Unreachable();

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => throw Unreachable();

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => throw Unreachable();

    public Task UpdateIAmAlive(MembershipEntry entry) => throw Unreachable();

    private static IOException Unreachable() => new("The table cannot be reached.");
}
