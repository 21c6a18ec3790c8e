namespace Orleans.Runtime;

/// <summary>The table on the primary silo of a development cluster, as the other silos call it.</summary>
internal interface IMembershipTableTarget : ISystemTarget
{
    Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate);

    Task<MembershipTableData> ReadRow(SiloAddress key);

    Task<MembershipTableData> ReadAll();

    Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion);

    Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion);

    Task UpdateIAmAlive(MembershipEntry entry);
}
