using Orleans.Polyfills.Chaos;

namespace Orleans.Polyfills.Activations;

internal sealed class TroubledObserver : ITroubledObserver
{
    public async Task Wait(string started, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        await using var setting = cancellationToken.Register(() => cancelled.TrySetResult());
        await using var failing = cancellationToken.Register(static () => throw new InvalidOperationException("A callback of the test's."));
        Signals.Set(started);
        await cancelled.Task;
    }
}
