using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Lifetime;

public sealed class MovingGrain(ILocalSiloDetails silo) : Grain, IMovingGrain, IGrainMigrationParticipant
{
    private readonly Guid _id = Guid.NewGuid();
    private int _value;
    private string? _ended;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Directory.Events.Add(this.GetGrainId(), "activate");
        return Task.CompletedTask;
    }

    public Task<string[]> Events() => Task.FromResult(Directory.Events.Of(this));

    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public Task<Guid> Activation() => Task.FromResult(_id);

    public Task Remember(int value)
    {
        _value = value;
        return Task.CompletedTask;
    }

    public Task<int> Remembered() => Task.FromResult(_value);

    public Task<int> Increment() => Task.FromResult(++_value);

    public Task Move(string ended)
    {
        _ended = ended;
        MigrateOnIdle();
        return Task.CompletedTask;
    }

    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        Directory.Events.Add(this.GetGrainId(), "dehydrate");
        dehydrationContext.TryAddValue("value", _value);
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        Directory.Events.Add(this.GetGrainId(), "rehydrate");
        rehydrationContext.TryGetValue("value", out _value);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Directory.Events.Add(this.GetGrainId(), $"deactivate {reason.ReasonCode}");
        if (_ended is not null)
        {
            Signals.Set(_ended, reason.ReasonCode);
        }

        return Task.CompletedTask;
    }
}
