using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class StuckGrain : Grain, IStuckGrain
{
    private readonly Guid _id = Guid.NewGuid();

    public async Task<Guid> Stick(string started, string release)
    {
        Signals.Set(started, _id);
        await Signals.Wait(release);
        return _id;
    }

    public Task<Guid> Who() => Task.FromResult(_id);
}
