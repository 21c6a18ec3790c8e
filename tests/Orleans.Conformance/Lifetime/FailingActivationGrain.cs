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
    }

    public Task<string> Hello() => Task.FromResult("hello");
}
