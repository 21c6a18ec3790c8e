using System.Collections.Concurrent;
using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Clients;

internal sealed class CountedGrain(ILocalSiloDetails silo) : Grain, ICountedGrain
{
    private static readonly ConcurrentDictionary<string, int> Runs = new();

    public static int RunsOf(string call) => Runs.GetValueOrDefault(call);

    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public async Task<string> Run(string call)
    {
        Runs.AddOrUpdate(call, 1, static (_, count) => count + 1);
        await Task.Yield();
        return call;
    }

    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }
}
