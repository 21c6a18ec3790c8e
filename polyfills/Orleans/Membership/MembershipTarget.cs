namespace Orleans.Runtime;

internal sealed class MembershipTarget(Catalog catalog, LocalSiloDetails silo, MembershipManager membership, SiloProber prober, LocalHealth health)
    : IMembershipTarget, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(MembershipTarget),
        ServiceLifecycleStage.RuntimeInitialize,
        _ =>
        {
            catalog.Add<IMembershipTarget>(silo.SiloAddress, this);
            return Task.CompletedTask;
        });

    public ValueTask OnChanged(MembershipVersion version) => membership.LocalStatus is SiloStatus.Created or SiloStatus.Dead ? default : membership.Refresh(version);

    public ValueTask<SiloStatus> Ping()
    {
        health.OnPinged();
        return ValueTask.FromResult(membership.LocalStatus);
    }

    public ValueTask<ProbeOutcome> Probe(SiloAddress silo, TimeSpan timeout) => new(prober.ProbeForAnotherAsync(silo, timeout));
}
