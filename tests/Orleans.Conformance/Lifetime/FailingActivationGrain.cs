using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Lifetime;

public sealed class FailingActivationGrain : Grain, IFailingActivation
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (RequestContext.Get("fail") is string message)
        {
            throw new ArgumentException(message);
        }

        if (RequestContext.Get("fail when set") is string signal)
        {
            await Signals.Wait(signal);
            throw new ArgumentException(signal);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Set($"{this.GetPrimaryKeyString()} deactivated");
        return Task.CompletedTask;
    }

    public Task<string> Hello() => Task.FromResult("hello");
}
