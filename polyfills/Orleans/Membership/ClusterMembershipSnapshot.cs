namespace Orleans.Runtime;

[GenerateSerializer, Immutable]
public sealed class ClusterMembershipSnapshot : ISpanFormattable
{
    public ClusterMembershipSnapshot(ImmutableDictionary<SiloAddress, ClusterMember> members, MembershipVersion version)
    {
        Members = members;
        Version = version;
    }

    [Id(0)]
    public ImmutableDictionary<SiloAddress, ClusterMember> Members { get; private set; }

    [Id(1)]
    public MembershipVersion Version { get; private set; }

    public SiloStatus GetSiloStatus(SiloAddress silo)
    {
        if (Members.TryGetValue(silo, out var member))
        {
            return member.Status;
        }

        // A silo that is gone from the table, or whose endpoint has a newer incarnation, cannot be alive.
        foreach (var other in Members.Keys)
        {
            if (other.IsSuccessorOf(silo))
            {
                return SiloStatus.Dead;
            }
        }

        return SiloStatus.None;
    }

    public SiloStatus GetSiloStatus(SiloAddress silo, MembershipVersion seenAtVersion)
    {
        var status = GetSiloStatus(silo);
        return status == SiloStatus.None && seenAtVersion < Version ? SiloStatus.Dead : status;
    }

    public ClusterMembershipUpdate AsUpdate() => new(this, [.. Members.Values]);

    public ClusterMembershipUpdate CreateUpdate(ClusterMembershipSnapshot previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        var changes = ImmutableArray.CreateBuilder<ClusterMember>();
        foreach (var (address, member) in Members)
        {
            if (!previous.Members.TryGetValue(address, out var old) || old.Status != member.Status)
            {
                changes.Add(member);
            }
        }

        foreach (var (address, member) in previous.Members)
        {
            if (!Members.ContainsKey(address) && member.Status != SiloStatus.Dead)
            {
                changes.Add(new ClusterMember(address, SiloStatus.Dead, member.Name));
            }
        }

        return new ClusterMembershipUpdate(this, changes.ToImmutable());
    }

    public override string ToString() => $"[Version: {Version}, {Members.Count} silos, {string.Join(", ", Members.Values)}]";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{ToString()}", out charsWritten);
}
