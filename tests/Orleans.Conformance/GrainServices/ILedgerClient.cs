using Orleans.Runtime;

namespace Orleans.Conformance.GrainServices;

public interface ILedgerClient
{
    ILedgerService ByKey(uint key);

    ILedgerService ByGrain(GrainId grainId);

    ILedgerService OnSilo(SiloAddress silo);

    GrainReference Caller();
}
