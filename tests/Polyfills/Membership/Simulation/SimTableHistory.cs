using Orleans.Runtime;

namespace Orleans.Polyfills.Membership.Simulation;

/// <summary>The table, and all that it ever was.</summary>
internal sealed class SimTableHistory
{
    private readonly SortedDictionary<int, Dictionary<SiloAddress, SiloStatus>> _versions = new() { [0] = [] };

    public InMemoryMembershipTable Table { get; } = new();

    public int Conflicts { get; set; }

    public int Version => _versions.Keys.Last();

    public Dictionary<SiloAddress, SiloStatus> At(int version) => _versions[version];

    public SiloStatus StatusOf(SiloAddress silo) => _versions[Version].GetValueOrDefault(silo);

    public void Written(SimSilo by, MembershipEntry row, int version)
    {
        var before = _versions[Version];
        Assert.Equal(Version + 1, version);
        Assert.NotEqual(SiloStatus.Dead, before.GetValueOrDefault(by.Address));
        Assert.True(row.Status >= before.GetValueOrDefault(row.SiloAddress), $"{row.SiloAddress} went back to {row.Status}.");
        _versions[version] = new Dictionary<SiloAddress, SiloStatus>(before) { [row.SiloAddress] = row.Status };
    }
}
