using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public abstract class WhereGrain(ILocalSiloDetails silo) : Grain
{
    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);
}
