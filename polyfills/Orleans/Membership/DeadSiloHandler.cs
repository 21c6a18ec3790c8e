namespace Orleans.Runtime;

/// <summary>
/// What must happen here when another silo is gone: its callers learn it, and nothing points there any more. A silo
/// that reads of its own death takes no more requests.
/// </summary>
internal sealed class DeadSiloHandler(MembershipManager membership, SiloRuntime runtime, GrainLocator locator, SiloConnections connections) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(DeadSiloHandler),
        ServiceLifecycleStage.RuntimeInitialize,
        _ =>
        {
            membership.Subscribe(OnMembershipChange);
            return Task.CompletedTask;
        });

    private void OnMembershipChange(ClusterMembershipUpdate update)
    {
        foreach (var change in update.Changes)
        {
            if (change.Status != SiloStatus.Dead)
            {
                continue;
            }

            if (change.SiloAddress.Equals(runtime.Silo))
            {
                runtime.RefuseApplicationMessages();
            }
            else
            {
                locator.Forget(change.SiloAddress);
                connections.Drop(change.SiloAddress);
                runtime.Calls.FailCallsTo(
                    change.SiloAddress,
                    message => new SiloUnavailableException($"Silo {change.SiloAddress}, the target of {message}, is dead: whether the request ran is not known."));
            }
        }
    }
}
