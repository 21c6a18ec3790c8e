namespace Orleans.Runtime;

/// <summary>The table as it was at one moment.</summary>
internal sealed record MembershipReading(MembershipTableData Table, DateTime ReadAt)
{
    public static MembershipReading None { get; } = new(new MembershipTableData(new TableVersion(int.MinValue, string.Empty)), default);

    public IEnumerable<MembershipEntry> Rows => Table.Members.Select(static member => member.Item1);

    public MembershipVersion Version => new(Table.Version.Version);

    public MembershipEntry? Find(SiloAddress silo) => Table.TryGet(silo)?.Item1;

    /// <summary>The silos that may vote, count for a quorum and must be reached by a silo that joins.</summary>
    public IEnumerable<MembershipEntry> ActiveAndFresh(ClusterMembershipOptions options) =>
        Rows.Where(row => row.Status == SiloStatus.Active && !IAmAlive.IsStale(row, ReadAt, options));
}
