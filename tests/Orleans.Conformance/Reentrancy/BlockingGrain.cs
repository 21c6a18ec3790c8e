using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Reentrancy;

public abstract class BlockingGrain : Grain
{
    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public Task BlockReading(string started, string release) => Block(started, release);

    public Task BlockInterleaving(string started, string release) => Block(started, release);

    public Task Pass() => Task.CompletedTask;

    public Task PassReading() => Task.CompletedTask;

    public Task PassInterleaving() => Task.CompletedTask;
}
