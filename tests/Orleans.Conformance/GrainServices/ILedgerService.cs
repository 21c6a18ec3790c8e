using Orleans.Services;

namespace Orleans.Conformance.GrainServices;

public interface ILedgerService : IGrainService
{
    Task<string> Where();

    Task<bool> Owns(uint key);

    Task<int> Overlap(string started, string release);

    Task<List<string>> Events();

    Task<string> CallGrain(string key);

    Task Fail();

    Task<List<string>> Scheduling();
}
