using Orleans.Runtime;

namespace Orleans.Conformance.GrainServices;

public interface ILedgerGrain : IGrainWithStringKey
{
    Task<string> Answer(string text);

    Task<string> WhereIsKey(uint key);

    Task<string> WhereIsMine();

    Task<string> WhereOn(SiloAddress silo);

    Task<bool> OwnerOwns(uint key);

    Task<string> ThroughService(SiloAddress silo, string key);

    Task<int[]> OverlapOn(SiloAddress silo);

    Task FailOn(SiloAddress silo);

    Task<List<string>> EventsOn(SiloAddress silo);

    Task<List<string>> SchedulingOn(SiloAddress silo);

    Task<GrainId> Caller();
}
