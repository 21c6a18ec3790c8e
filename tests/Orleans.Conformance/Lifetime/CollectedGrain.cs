using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Lifetime;

public sealed class CollectedGrain : Grain, ICollectedGrain
{
    private readonly Guid _id = Guid.NewGuid();

    public Task<Guid> Activation() => Task.FromResult(_id);

    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }
}
