using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Reentrancy;

public sealed class PathGrain : Grain, IPathGrain
{
    private int _visits;

    public async Task<int> Walk(List<IPathGrain> others, bool allow)
    {
        _visits++;
        if (others.Count == 0)
        {
            return _visits;
        }

        if (!allow)
        {
            return await others[0].Walk(others[1..], allow);
        }

        using var section = RequestContext.AllowCallChainReentrancy();
        return await others[0].Walk(others[1..], allow);
    }

    public async Task<int> WalkAfterSection(List<IPathGrain> others)
    {
        using (RequestContext.AllowCallChainReentrancy())
        {
            await Task.Yield();
        }

        return await others[0].Walk(others[1..], allow: false);
    }

    public async Task HoldOpen(IPathGrain other, string started, string release)
    {
        using var section = RequestContext.AllowCallChainReentrancy();
        await other.Block(started, release);
    }

    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public Task Touch() => Task.CompletedTask;

    public Task<Guid> ReentrancyId() => Task.FromResult(RequestContext.ReentrancyId);

    public async Task<bool> HasOwnReentrancyId()
    {
        var self = this.AsReference<IPathGrain>();
        var before = RequestContext.ReentrancyId;
        Guid inside, nested, suppressed;
        using (RequestContext.AllowCallChainReentrancy())
        {
            inside = await self.ReentrancyId();
            using (RequestContext.AllowCallChainReentrancy())
            {
                nested = await self.ReentrancyId();
            }

            using (RequestContext.SuppressCallChainReentrancy())
            {
                suppressed = await self.ReentrancyId();
            }
        }

        return before == Guid.Empty && inside != Guid.Empty && nested == inside && suppressed == Guid.Empty && RequestContext.ReentrancyId == Guid.Empty;
    }
}
