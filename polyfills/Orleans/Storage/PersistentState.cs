using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>
/// The state of one grain under one name. It is read before the grain activates. Operations run one after another; a
/// write that has not begun yet serves everyone who asks for one.
/// </summary>
internal sealed class PersistentState<TState>(IGrainContext context, string name, IGrainStorage storage) : IPersistentState<TState>, ILifecycleObserver, IGrainMigrationParticipant
{
    private GrainState<TState>? _state;
    private Task _last = Task.CompletedTask;
    private Task? _pendingWrite;
    private bool _isRehydrated;

    public TState State
    {
        get => Loaded.State!;
        set
        {
            if (_state is null)
            {
                throw NotLoaded();
            }

            _state.State = value;
        }
    }

    public string? Etag => Loaded.ETag;

    public bool RecordExists => Loaded.RecordExists;

    private GrainState<TState> Loaded => _state ?? throw NotLoaded();

    public void Participate(IGrainLifecycle lifecycle)
    {
        lifecycle.Subscribe($"{nameof(PersistentState<>)} {name}", GrainLifecycleStage.SetupState, this);
        lifecycle.AddMigrationParticipant(this);
    }

    public Task OnStart(CancellationToken cancellationToken = default)
    {
        if (_isRehydrated)
        {
            return Task.CompletedTask;
        }

        _state = new GrainState<TState>();
        return ReadStateAsync();
    }

    public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task ReadStateAsync() => Enqueue(ReadAsync);

    public Task WriteStateAsync() => WriteStateAsync(default);

    public Task WriteStateAsync(CancellationToken cancellationToken)
    {
        CheckContext();
        cancellationToken.ThrowIfCancellationRequested();
        if (_pendingWrite is { } pending)
        {
            return pending;
        }

        var hasBegun = false;
        var write = Enqueue(() =>
        {
            hasBegun = true;
            _pendingWrite = null;
            return storage.WriteStateAsync(name, context.GrainId, Loaded);
        });
        if (!hasBegun)
        {
            _pendingWrite = write;
        }

        return write;
    }

    public Task ClearStateAsync() => Enqueue(ClearAsync);

    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        if (_state is not null)
        {
            dehydrationContext.TryAddValue(MigrationKey, _state);
        }
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        _isRehydrated = rehydrationContext.TryGetValue<GrainState<TState>>(MigrationKey, out var state) && state is not null;
        _state = _isRehydrated ? state : null;
    }

    private string MigrationKey => $"state.{name}";

    private Task Enqueue(Func<Task> operation)
    {
        CheckContext();
        return _last = RunAfter(_last, operation);
    }

    private static async Task RunAfter(Task previous, Func<Task> operation)
    {
        if (!previous.IsCompleted)
        {
            // Its own caller hears of its failure.
            await previous.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }

        await operation();
    }

    private async Task ReadAsync()
    {
        var state = Loaded;
        await storage.ReadStateAsync(name, context.GrainId, state);
        state.State ??= Create();
    }

    private async Task ClearAsync()
    {
        var state = Loaded;
        await storage.ClearStateAsync(name, context.GrainId, state);
        state.State ??= Create();
    }

    private static TState Create() => typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<TState>()
        : default!;

    private void CheckContext()
    {
        if (!ReferenceEquals(RuntimeContext.Current, context))
        {
            throw new InvalidOperationException($"The state of {context.GrainId} can be used from the grain's own turns only.");
        }
    }

    private InvalidOperationException NotLoaded() => new($"The state '{name}' of {context.GrainId} is not loaded yet: it is from OnActivateAsync on.");
}
