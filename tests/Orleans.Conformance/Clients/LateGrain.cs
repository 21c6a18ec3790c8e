using Orleans.Runtime;

namespace Orleans.Conformance.Clients;

/// <summary>Some silos do not have this class.</summary>
internal sealed class LateGrain(ILocalSiloDetails silo) : Grain, ILateGrain
{
    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);
}
