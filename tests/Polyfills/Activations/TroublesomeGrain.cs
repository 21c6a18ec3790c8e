using System.Runtime.CompilerServices;
using Orleans.Polyfills.Chaos;
using Orleans.Runtime;

namespace Orleans.Polyfills.Activations;

public sealed class TroublesomeGrain : Grain, ITroublesomeGrain
{
    private readonly Guid _activation = Guid.NewGuid();
    private readonly TaskCompletionSource _ticked = new();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Signals.Set(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public async Task StartTimer()
    {
        this.RegisterGrainTimer(
            token =>
            {
                token.Register(Fail);
                _ticked.TrySetResult();
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true });
        await _ticked.Task;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<int> Count(string disposed, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Not disposed of with the enumerator: it fails when that is cancelled.
        cancellationToken.Register(Fail);
        try
        {
            for (var i = 0; ; i++)
            {
                yield return i;
                await Task.Yield();
            }
        }
        finally
        {
            Signals.Set(disposed);
        }
    }

    public async IAsyncEnumerable<int> Stick()
    {
        try
        {
            yield return 1;
            await Task.Delay(Timeout.Infinite);
        }
        finally
        {
            await Task.Delay(Timeout.Infinite);
        }
    }

    public async Task<bool> Watch(ITroubledObserver observer, string started)
    {
        using var cancelling = new CancellationTokenSource();
        var watching = observer.Wait(started, cancelling.Token);
        await Signals.Wait(started);
        await cancelling.CancelAsync();
        await ((Task)watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return watching.IsCanceled;
    }

    private static void Fail() => throw new InvalidOperationException("A callback of the test's.");
}
