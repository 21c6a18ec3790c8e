using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

public sealed class WhereGrain(ILocalSiloDetails silo) : Grain, IWhereGrain
{
    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);
}
