using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.GrainServices;

public sealed class LedgerGrain(ILedgerClient client) : Grain, ILedgerGrain
{
    public Task<string> Answer(string text) => Task.FromResult($"answer to {text}");

    public Task<string> WhereIsKey(uint key) => client.ByKey(key).Where();

    public Task<string> WhereIsMine() => client.ByGrain(this.GetGrainId()).Where();

    public Task<string> WhereOn(SiloAddress silo) => client.OnSilo(silo).Where();

    public Task<bool> OwnerOwns(uint key) => client.ByKey(key).Owns(key);

    public Task<string> ThroughService(SiloAddress silo, string key) => client.OnSilo(silo).CallGrain(key);

    public async Task<int[]> OverlapOn(SiloAddress silo)
    {
        var (first, second, release) = (Names.New(), Names.New(), Names.New());
        var one = client.OnSilo(silo).Overlap(first, release);
        await Signals.Wait(first);
        var two = client.OnSilo(silo).Overlap(second, release);
        await Signals.Wait(second);
        Signals.Set(release);
        return await Task.WhenAll(one, two);
    }

    public Task FailOn(SiloAddress silo) => client.OnSilo(silo).Fail();

    public Task<List<string>> EventsOn(SiloAddress silo) => client.OnSilo(silo).Events();

    public Task<List<string>> SchedulingOn(SiloAddress silo) => client.OnSilo(silo).Scheduling();

    public Task<GrainId> Caller() => Task.FromResult(client.Caller().GrainId);
}
