using Orleans.Runtime;

namespace Orleans.Conformance.Identity;

internal sealed class PlainObjectGrain(IGrainContext context) : IGrainBase, IPlainObjectGrain
{
    private bool _isActivated;

    public IGrainContext GrainContext => context;

    public Task OnActivateAsync(CancellationToken token)
    {
        _isActivated = true;
        return Task.CompletedTask;
    }

    public ValueTask<string> Who() => ValueTask.FromResult($"{context.GrainId} {_isActivated}");
}
