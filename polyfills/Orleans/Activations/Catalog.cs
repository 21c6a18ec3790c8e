using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>The activations of this silo, and the system targets.</summary>
internal sealed partial class Catalog(
    IServiceProvider services,
    GrainTypeMap types,
    PlacementStrategyResolver strategies,
    IOptions<StatelessWorkerOptions> workerOptions,
    ILogger<Catalog> logger)
{
    private static readonly DeactivationReason ShuttingDown = new(DeactivationReasonCode.ShuttingDown, "This silo is shutting down.");

    private readonly ConcurrentDictionary<GrainId, LocalGrain> _grains = new();
    private readonly ConcurrentDictionary<GrainId, SystemTargetContext> _systemTargets = new();
    private ActivationShared? _shared;
    private volatile bool _isClosed;
    private int _count;

    /// <summary>Of the activations, without the pools of stateless workers.</summary>
    public int Count => Volatile.Read(ref _count);

    public IEnumerable<Activation> Activations
    {
        get
        {
            foreach (var (_, grain) in _grains)
            {
                if (grain is Activation activation)
                {
                    yield return activation;
                }
                else if (grain is StatelessWorkerPool pool)
                {
                    foreach (var worker in pool.Workers)
                    {
                        yield return worker;
                    }
                }
            }
        }
    }

    private ActivationShared Shared => _shared ??= services.GetRequiredService<ActivationShared>();

    public bool TryGet(GrainId grainId, [NotNullWhen(true)] out LocalGrain? grain) => _grains.TryGetValue(grainId, out grain);

    public SystemTargetContext? FindSystemTarget(GrainId grainId) => _systemTargets.GetValueOrDefault(grainId);

    public void AddSystemTarget(string name, SiloAddress silo, object instance) => AddSystemTarget(WellKnownGrainTypes.SystemTarget(name, silo), instance);

    public SystemTargetContext AddSystemTarget(GrainId id, object instance)
    {
        var context = new SystemTargetContext(Shared, id, instance);
        AddSystemTarget(id, context);
        return context;
    }

    public void AddSystemTarget(GrainId id, SystemTargetContext context) => _systemTargets[id] = context;

    /// <summary>Null when this silo takes no new activations any more.</summary>
    public LocalGrain? GetOrCreate(GrainId grainId, Dictionary<string, object>? requestContext, MigrationBag? rehydration = null)
    {
        if (_grains.TryGetValue(grainId, out var existing))
        {
            return existing;
        }

        if (_isClosed)
        {
            return null;
        }

        var grainClass = types.FindClass(grainId.Type)
            ?? throw new ArgumentException($"Silo {Shared.Silo} has no grain class for grain type {grainId.Type}.");
        grainClass.Strategy ??= strategies.GetPlacementStrategy(grainId.Type);
        if (grainClass.Strategy is StatelessWorkerPlacement workers)
        {
            return GetOrAddPool(grainId, grainClass, workers);
        }

        var activation = new Activation(Shared, grainId, grainClass, null);
        var winner = _grains.GetOrAdd(grainId, activation);
        if (ReferenceEquals(winner, activation))
        {
            Interlocked.Increment(ref _count);
            if (rehydration is not null)
            {
                activation.Rehydrate(rehydration);
            }

            activation.Activate(requestContext);
            if (_isClosed)
            {
                // Whoever closed it may not have seen this one.
                activation.Deactivate(ShuttingDown);
            }
        }

        return winner;
    }

    public void Remove(LocalGrain grain)
    {
        if (_grains.TryRemove(new KeyValuePair<GrainId, LocalGrain>(grain.GrainId, grain)) && grain is Activation)
        {
            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>From here on no activation begins.</summary>
    public void Close() => _isClosed = true;

    public async Task DeactivateAllAsync(CancellationToken cancellationToken)
    {
        // One that began while the catalog was being closed may come to light only now.
        while (Activations.ToArray() is { Length: > 0 } activations)
        {
            LogDeactivating(logger, activations.Length);
            foreach (var activation in activations)
            {
                activation.Deactivate(ShuttingDown, cancellationToken);
            }

            await Task.WhenAll(activations.Select(static activation => activation.Deactivated)).WaitAsync(cancellationToken);
        }
    }

    /// <summary>What is left when the silo is killed, or when stopping took too long, runs nothing more.</summary>
    public void Abandon()
    {
        foreach (var activation in Activations)
        {
            activation.Abandon();
        }

        foreach (var (_, grain) in _grains)
        {
            (grain as StatelessWorkerPool)?.Dispose();
        }
    }

    /// <summary>For test modes: no activation and no system target begins a turn until <see cref="ResumeTurns"/>.</summary>
    public void PauseTurns() => ForEachContext(static context => context.Pause());

    public void ResumeTurns() => ForEachContext(static context => context.Resume());

    private void ForEachContext(Action<TurnContext> action)
    {
        foreach (var activation in Activations)
        {
            action(activation);
        }

        foreach (var (_, target) in _systemTargets)
        {
            action(target);
        }
    }

    private LocalGrain GetOrAddPool(GrainId grainId, GrainClass grainClass, StatelessWorkerPlacement placement)
    {
        var pool = new StatelessWorkerPool(
            Shared,
            this,
            grainId,
            placement,
            workerOptions.Value,
            owner => new Activation(Shared, grainId, grainClass, owner));
        return _grains.GetOrAdd(grainId, pool);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Deactivating {Count} activations.")]
    private static partial void LogDeactivating(ILogger logger, int count);
}
