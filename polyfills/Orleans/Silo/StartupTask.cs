namespace Orleans.Runtime;

internal sealed class StartupTask(Func<CancellationToken, Task> execute, int stage) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(StartupTask), stage, execute);
}
