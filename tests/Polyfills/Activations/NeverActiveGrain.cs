namespace Orleans.Polyfills.Activations;

/// <summary>Never becomes active, and fails when its token is cancelled.</summary>
[GrainType("never-active")]
public sealed class NeverActiveGrain : Grain, IEndlessGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.Register(static () => throw new InvalidOperationException("A callback of the test's."));
        return Task.Delay(Timeout.Infinite, CancellationToken.None);
    }

    public Task Touch() => Task.CompletedTask;
}
