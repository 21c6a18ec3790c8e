namespace Orleans;

[GenerateSerializer]
public sealed class MembershipTableData
{
    public MembershipTableData(List<Tuple<MembershipEntry, string>> list, TableVersion version)
    {
        Members = list.AsReadOnly();
        Version = version;
    }

    public MembershipTableData(Tuple<MembershipEntry, string> tuple, TableVersion version)
        : this([tuple], version)
    {
    }

    public MembershipTableData(TableVersion version)
        : this([], version)
    {
    }

    [Id(0)]
    public IReadOnlyList<Tuple<MembershipEntry, string>> Members { get; private set; }

    [Id(1)]
    public TableVersion Version { get; private set; }

    public Tuple<MembershipEntry, string>? TryGet(SiloAddress silo) => Members.FirstOrDefault(member => member.Item1.SiloAddress.Equals(silo));

    /// <summary>Leaves out dead incarnations whose silo name has a newer, dead or living, incarnation.</summary>
    public MembershipTableData WithoutDuplicateDeads()
    {
        var newestByName = Members
            .GroupBy(member => member.Item1.SiloName)
            .ToDictionary(group => group.Key ?? string.Empty, group => group.Max(member => member.Item1.SiloAddress.Generation));
        return new MembershipTableData(
            [.. Members.Where(member =>
                member.Item1.Status != SiloStatus.Dead
                || member.Item1.SiloAddress.Generation == newestByName[member.Item1.SiloName ?? string.Empty])],
            Version);
    }

    public override string ToString() => $"{Members.Count} silos, version {Version}: {string.Join(", ", Members.Select(member => member.Item1))}";
}
