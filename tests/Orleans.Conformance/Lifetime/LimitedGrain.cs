using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Lifetime;

public sealed class LimitedGrain : Grain, ILimitedGrain
{
    private readonly Guid _id = Guid.NewGuid();
    private (string Signal, bool Fail)? _end;

    public Task<Guid> Activation() => Task.FromResult(_id);

    public Task End(string tokenCancelled, bool fail)
    {
        _end = (tokenCancelled, fail);
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (RequestContext.Get("hang") is not null)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        switch (_end)
        {
            case { Fail: true }:
                throw new InvalidOperationException("This grain does not end well.");
            case { } end:
                using (cancellationToken.Register(() => Signals.Set(end.Signal)))
                {
                    await Signals.Wait($"{end.Signal} released");
                }

                break;
        }
    }
}
