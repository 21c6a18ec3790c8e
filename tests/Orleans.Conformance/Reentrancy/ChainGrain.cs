using Orleans.Runtime;

namespace Orleans.Conformance.Reentrancy;

public sealed class ChainGrain : Grain, IChainGrain
{
    public async Task<string> There(IChainGrain other, bool allow, bool suppress)
    {
        var self = this.AsReference<IChainGrain>();
        if (!allow)
        {
            return await other.AndBack(self, suppress);
        }

        using var section = RequestContext.AllowCallChainReentrancy();
        return await other.AndBack(self, suppress);
    }

    public async Task<string> AndBack(IChainGrain caller, bool suppress)
    {
        if (!suppress)
        {
            return await caller.Answer();
        }

        using var section = RequestContext.SuppressCallChainReentrancy();
        return await caller.Answer();
    }

    public Task<string> Answer() => Task.FromResult("answered");
}
