using Orleans.Polyfills.Chaos;
using Orleans.Runtime;

namespace Orleans.Polyfills.Calls;

/// <summary>Its activation waits where the first call's context says so, its deactivation where a call has said so.</summary>
public sealed class SlowLifeGrain : Grain, ISlowLifeGrain
{
    private string? _deactivating;
    private string? _release;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (RequestContext.Get("activating") is string activating)
        {
            Signals.Set(activating);
            await Signals.Wait((string)RequestContext.Get("activate")!);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_deactivating is not null)
        {
            Signals.Set(_deactivating);
            await Signals.Wait(_release!);
        }
    }

    public Task Run(string ran, CancellationToken token)
    {
        Signals.Set(ran);
        return Task.CompletedTask;
    }

    public Task HoldDeactivation(string deactivating, string release)
    {
        (_deactivating, _release) = (deactivating, release);
        return Task.CompletedTask;
    }

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<int> Echo(int value) => Task.FromResult(value);
}
