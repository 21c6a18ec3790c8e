using Orleans.Runtime;

namespace Orleans.Conformance.Directory;

public abstract class RegisteredGrain : Grain
{
    private readonly Guid _id = Guid.NewGuid();
    private readonly SiloAddress _silo;

    protected RegisteredGrain(IGrainContext context, ILocalSiloDetails silo)
    {
        _silo = silo.SiloAddress;
        Events.Add(context.GrainId, "constructed");
    }

    public Task<Guid> Activation() => Task.FromResult(_id);

    public Task<SiloAddress> Where() => Task.FromResult(_silo);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Events.Add(this.GetGrainId(), "activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Events.Add(this.GetGrainId(), $"deactivated {reason.ReasonCode}");
        return Task.CompletedTask;
    }
}
