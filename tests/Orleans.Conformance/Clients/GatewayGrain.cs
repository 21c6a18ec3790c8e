using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Conformance.Clients;

[StatelessWorker]
internal sealed class GatewayGrain(ILocalSiloDetails silo) : Grain, IGatewayGrain
{
    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);
}
