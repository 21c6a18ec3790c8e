namespace Orleans.Runtime;

/// <summary>The grains' part of a silo's end: they deactivate while the silo still answers, unless it is killed.</summary>
internal sealed class SiloShutdown(Catalog catalog, SiloRuntime runtime) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(SiloShutdown), ServiceLifecycleStage.GrainDeactivation, static _ => Task.CompletedTask, DeactivateAsync);
        lifecycle.Subscribe(nameof(SiloShutdown), ServiceLifecycleStage.RuntimeInitialize, static _ => Task.CompletedTask, EndAsync);
    }

    private Task DeactivateAsync(CancellationToken cancellationToken)
    {
        catalog.Close();
        return cancellationToken.IsCancellationRequested ? Task.CompletedTask : catalog.DeactivateAllAsync(cancellationToken);
    }

    private Task EndAsync(CancellationToken cancellationToken)
    {
        runtime.Stop();
        catalog.Abandon();
        return Task.CompletedTask;
    }
}
