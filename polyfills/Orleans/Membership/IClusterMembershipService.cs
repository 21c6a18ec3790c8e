namespace Orleans.Runtime;

public interface IClusterMembershipService
{
    ClusterMembershipSnapshot CurrentSnapshot { get; }

    IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates { get; }

    ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default);

    Task<bool> TryKill(SiloAddress siloAddress);
}
