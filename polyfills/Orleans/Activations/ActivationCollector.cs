namespace Orleans.Runtime;

/// <summary>Deactivates what has not been used for its class's time limit.</summary>
/// <remarks>
/// Looks at every activation once per quantum, on the thread pool. Only so many end at a time: a million that end at
/// once would keep all others from running. One that takes longer to end than any may is not waited for: the others must
/// not stay for its sake.
/// </remarks>
internal sealed partial class ActivationCollector(
    Catalog catalog,
    IOptions<GrainCollectionOptions> options,
    TimeProvider time,
    ILogger<ActivationCollector> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private const int MaxEndingAtOnce = 500;

    private readonly SemaphoreSlim _collecting = new(1);
    private ITimer? _timer;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(ActivationCollector),
        ServiceLifecycleStage.RuntimeServices,
        _ =>
        {
            var quantum = options.Value.CollectionQuantum;
            _timer = time.CreateTimer(static state => ((ActivationCollector)state!).CollectInBackground(), this, quantum, quantum);
            return Task.CompletedTask;
        },
        _ =>
        {
            _timer?.Dispose();
            return Task.CompletedTask;
        });

    /// <summary>The limit holds for every class that is collected at all. Waits until the activations have ended, though for none longer than it may take.</summary>
    public async Task CollectAsync(TimeSpan limit)
    {
        await _collecting.WaitAsync().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await EndAsync(FindIdle(limit)).ConfigureAwait(false);
        }
        finally
        {
            _collecting.Release();
        }
    }

    private async void CollectInBackground()
    {
        // One that takes longer than the quantum is not joined by another.
        if (!await _collecting.WaitAsync(TimeSpan.Zero).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await EndAsync(FindIdle(null)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogCollectionFailed(logger, exception);
        }
        finally
        {
            _collecting.Release();
        }
    }

    private List<Activation> FindIdle(TimeSpan? limit)
    {
        var idle = new List<Activation>();
        var limits = new Dictionary<GrainClass, TimeSpan>();
        var now = time.GetTimestamp();
        foreach (var activation in catalog.Activations)
        {
            if (!limits.TryGetValue(activation.Class, out var classLimit))
            {
                limits.Add(activation.Class, classLimit = LimitOf(activation.Class));
            }

            if (activation.IsValid && classLimit != Timeout.InfiniteTimeSpan && activation.HasBeenIdleFor(limit ?? classLimit, now))
            {
                idle.Add(activation);
            }
        }

        return idle;
    }

    private async Task EndAsync(List<Activation> idle)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ActivationIdle, "This activation has been idle for its time limit.");
        var ending = new List<Task>(MaxEndingAtOnce);
        foreach (var chunk in idle.Chunk(MaxEndingAtOnce))
        {
            foreach (var activation in chunk)
            {
                activation.Deactivate(reason);
                ending.Add(activation.Deactivated);
            }

            try
            {
                await Task.WhenAll(ending).WaitAsync(options.Value.DeactivationTimeout, time).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                LogStillEnding(logger, ending.Count(static task => !task.IsCompleted));
            }

            ending.Clear();
        }
    }

    private TimeSpan LimitOf(GrainClass grainClass) =>
        options.Value.ClassSpecificCollectionAge.TryGetValue(grainClass.Type.FullName!, out var limit)
            ? limit
            : grainClass.IdleLimit ?? options.Value.CollectionAge;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} idle activations have not ended in time and are not waited for.")]
    private static partial void LogStillEnding(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "Idle activations could not be collected.")]
    private static partial void LogCollectionFailed(ILogger logger, Exception exception);
}
