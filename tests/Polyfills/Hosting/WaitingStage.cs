using Orleans.Runtime;

namespace Orleans.Polyfills.Hosting;

/// <summary>A stage, after the silo has become active, whose start ends only when it is cancelled. The one before it notes its stop.</summary>
internal sealed class WaitingStage : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public bool HasStopped { get; private set; }

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(WaitingStage), ServiceLifecycleStage.Active + 1, static _ => Task.CompletedTask, _ =>
        {
            HasStopped = true;
            return Task.CompletedTask;
        });
        lifecycle.Subscribe(nameof(WaitingStage), ServiceLifecycleStage.Active + 2, token =>
        {
            _reached.SetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
    }
}
