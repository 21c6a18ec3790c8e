namespace Orleans.Runtime;

/// <summary>Deactivates what has not been used for its class's time limit.</summary>
internal sealed class ActivationCollector(Catalog catalog, IOptions<GrainCollectionOptions> options, TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>
{
    private ITimer? _timer;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(ActivationCollector),
        ServiceLifecycleStage.RuntimeServices,
        _ =>
        {
            var quantum = options.Value.CollectionQuantum;
            _timer = time.CreateTimer(static state => ((ActivationCollector)state!).Collect(null), this, quantum, quantum);
            return Task.CompletedTask;
        },
        _ =>
        {
            _timer?.Dispose();
            return Task.CompletedTask;
        });

    /// <summary>The limit holds for every class that is collected at all. Waits until the activations have ended.</summary>
    public Task CollectAsync(TimeSpan limit) => Task.WhenAll(Collect(limit).Select(static activation => activation.Deactivated));

    private List<Activation> Collect(TimeSpan? limit)
    {
        var collected = new List<Activation>();
        var now = time.GetTimestamp();
        foreach (var activation in catalog.Activations)
        {
            var classLimit = LimitOf(activation.Class);
            if (activation.IsValid && classLimit != Timeout.InfiniteTimeSpan && activation.HasBeenIdleFor(limit ?? classLimit, now))
            {
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "This activation has been idle for its time limit."));
                collected.Add(activation);
            }
        }

        return collected;
    }

    private TimeSpan LimitOf(GrainClass grainClass) =>
        options.Value.ClassSpecificCollectionAge.TryGetValue(grainClass.Type.FullName!, out var limit)
            ? limit
            : grainClass.IdleLimit ?? options.Value.CollectionAge;
}
