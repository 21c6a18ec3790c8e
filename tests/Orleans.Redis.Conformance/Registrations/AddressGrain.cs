using Orleans.Runtime;

namespace Orleans.Redis.Conformance.Registrations;

public sealed class AddressGrain(ILocalSiloDetails silo) : Grain, IAddressGrain
{
    private readonly Guid _id = Guid.NewGuid();
    private int _value;

    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public Task<Guid> Activation() => Task.FromResult(_id);

    public Task Remember(int value)
    {
        _value = value;
        return Task.CompletedTask;
    }

    public Task<int> Remembered() => Task.FromResult(_value);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
