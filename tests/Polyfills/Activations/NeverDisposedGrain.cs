namespace Orleans.Polyfills.Activations;

/// <summary>Cannot be disposed of.</summary>
[GrainType("never-disposed")]
public sealed class NeverDisposedGrain : Grain, IEndlessGrain, IAsyncDisposable
{
    public Task Touch() => Task.CompletedTask;

    public async ValueTask DisposeAsync() => await Task.Delay(Timeout.Infinite);
}
