namespace Orleans.Runtime;

[GenerateSerializer, Immutable]
public sealed class ClusterMembershipUpdate
{
    public ClusterMembershipUpdate(ClusterMembershipSnapshot snapshot, ImmutableArray<ClusterMember> changes)
    {
        Snapshot = snapshot;
        Changes = changes;
    }

    public bool HasChanges => !Changes.IsDefaultOrEmpty;

    [Id(0)]
    public ImmutableArray<ClusterMember> Changes { get; private set; }

    [Id(1)]
    public ClusterMembershipSnapshot Snapshot { get; private set; }
}
