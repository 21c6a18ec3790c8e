namespace Orleans.Runtime;

/// <summary>The grains' part of a silo's end.</summary>
/// <remarks>
/// All deactivate together while the silo still answers, each after its running requests (19998); then requests that
/// still arrive are refused (4000), and so are those whose grains have not been found by then (2003), while others can still be told;
/// answers that clients wait for have a moment to come in (2002). When the others know that this silo is dead (2001), its connections
/// to them close, which brings in what was still under way and refuses what came with it (2000); the clients are told what has no answer (1998), and nothing is
/// answered any more (1997). Where the silo is killed, or the stop's time runs out, the grains are told nothing more.
/// </remarks>
internal sealed partial class SiloShutdown(Catalog catalog, GrainLocator locator, SiloRuntime runtime, ILogger<SiloShutdown> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(SiloShutdown), ServiceLifecycleStage.GrainDeactivation, static _ => Task.CompletedTask, DeactivateAsync);
        lifecycle.Subscribe(nameof(SiloShutdown), ServiceLifecycleStage.RuntimeServices, static _ => Task.CompletedTask, RefuseAsync);
        lifecycle.Subscribe(nameof(SiloShutdown), ServiceLifecycleStage.RuntimeInitialize + 3, static _ => Task.CompletedTask, EndSearchesAsync);
        lifecycle.Subscribe(nameof(SiloShutdown), ServiceLifecycleStage.RuntimeInitialize - 3, static _ => Task.CompletedTask, EndAsync);
    }

    private async Task DeactivateAsync(CancellationToken cancellationToken)
    {
        catalog.Close();
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await catalog.DeactivateAllAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogOutOfTime(logger, catalog.Count);
        }
    }

    private Task RefuseAsync(CancellationToken cancellationToken)
    {
        runtime.RefuseApplicationMessages();
        return Task.CompletedTask;
    }

    private Task EndSearchesAsync(CancellationToken cancellationToken)
    {
        locator.Close();
        return Task.CompletedTask;
    }

    private Task EndAsync(CancellationToken cancellationToken)
    {
        runtime.Stop();
        catalog.Abandon();
        return Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The time to stop ran out; {Count} activations end as if the silo had crashed.")]
    private static partial void LogOutOfTime(ILogger logger, int count);
}
