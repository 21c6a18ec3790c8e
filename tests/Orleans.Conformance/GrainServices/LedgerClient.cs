using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Orleans.Conformance.GrainServices;

public sealed class LedgerClient(IServiceProvider services) : GrainServiceClient<ILedgerService>(services), ILedgerClient
{
    public ILedgerService ByKey(uint key) => GetGrainService(key);

    public ILedgerService ByGrain(GrainId grainId) => GetGrainService(grainId);

    public ILedgerService OnSilo(SiloAddress silo) => GetGrainService(silo);

    public GrainReference Caller() => CurrentGrainReference;
}
