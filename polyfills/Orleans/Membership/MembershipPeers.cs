namespace Orleans.Runtime;

internal sealed class MembershipPeers(IServiceProvider services) : IMembershipPeers
{
    public Task PingAsync(SiloAddress silo) => Target(silo).Ping().AsTask();

    public Task<ProbeOutcome> PingThroughAsync(SiloAddress intermediary, SiloAddress silo, TimeSpan timeout) =>
        Target(intermediary).Probe(silo, timeout).AsTask();

    public Task TellAsync(SiloAddress silo, MembershipVersion version) => Target(silo).OnChanged(version).AsTask();

    private IMembershipTarget Target(SiloAddress silo) => SystemTargets.Get<IMembershipTarget>(services, silo);
}
