using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>
/// The state of one grain under one name, read before the grain activates unless a migration brought it along.
/// </summary>
/// <remarks>
/// Operations run one after another, in the order they were asked for: each waits for the one before, whether that failed
/// or not. A write that has not begun serves every further write that is asked for directly after it, and so stores what the
/// state is when it begins. A failed operation leaves the ETag, and so the next write, as they were.
/// </remarks>
internal sealed class PersistentState<TState>(IGrainContext context, string name, IGrainStorage storage) : IPersistentState<TState>, ILifecycleObserver, IGrainMigrationParticipant
{
    private GrainState<TState>? _state;
    private Task _last = Task.CompletedTask;
    private WaitingWrite? _waitingWrite;
    private bool _isRehydrated;

    public TState State
    {
        get
        {
            CheckContext();
            return Loaded.State!;
        }

        set
        {
            CheckContext();
            Loaded.State = value;
        }
    }

    public string? Etag => Loaded.ETag;

    public bool RecordExists => Loaded.RecordExists;

    private GrainState<TState> Loaded => _state ?? throw NotLoaded();

    private string MigrationKey => $"state.{name}";

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
        return ReadStateAsync(cancellationToken);
    }

    public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task ReadStateAsync() => ReadStateAsync(default);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Enqueue(
        async () =>
        {
            var state = Loaded;
            await storage.ReadStateAsync(name, context.GrainId, state, cancellationToken);
            state.State ??= Create();
        },
        cancellationToken);

    public Task WriteStateAsync() => WriteStateAsync(default);

    public Task WriteStateAsync(CancellationToken cancellationToken)
    {
        CheckContext();
        cancellationToken.ThrowIfCancellationRequested();
        if (_waitingWrite is { } waiting)
        {
            // What one of several callers gives up, the others still want.
            waiting.CancellationToken = default;
            return waiting.Task.WaitAsync(cancellationToken);
        }

        var write = new WaitingWrite { CancellationToken = cancellationToken };
        var task = Enqueue(
            () =>
            {
                write.HasBegun = true;
                _waitingWrite = null;
                return storage.WriteStateAsync(name, context.GrainId, Loaded, write.CancellationToken);
            },
            cancellationToken);
        if (!write.HasBegun)
        {
            write.Task = task;
            _waitingWrite = write;
        }

        return task;
    }

    public Task ClearStateAsync() => ClearStateAsync(default);

    public Task ClearStateAsync(CancellationToken cancellationToken) => Enqueue(
        async () =>
        {
            var state = Loaded;
            await storage.ClearStateAsync(name, context.GrainId, state, cancellationToken);
            state.State ??= Create();
        },
        cancellationToken);

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

    private static async Task RunAfter(Task previous, Func<Task> operation)
    {
        if (!previous.IsCompleted)
        {
            // Its own caller hears of its failure.
            await previous.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }

        await operation();
    }

    private Task Enqueue(Func<Task> operation, CancellationToken cancellationToken)
    {
        CheckContext();
        cancellationToken.ThrowIfCancellationRequested();

        // A write that is asked for from here on must not run before this operation.
        _waitingWrite = null;
        return _last = RunAfter(_last, operation);
    }

    private TState Create() => context.ActivationServices.GetRequiredService<IActivatorProvider>().GetActivator<TState>().Create();

    private void CheckContext()
    {
        if (!ReferenceEquals(RuntimeContext.Current, context))
        {
            throw new InvalidOperationException($"The state '{name}' of {context.GrainId} can be used from the grain's own turns only.");
        }
    }

    private InvalidOperationException NotLoaded() => new($"The state '{name}' of {context.GrainId} is not loaded yet: it is from OnActivateAsync on.");

    private sealed class WaitingWrite
    {
        public bool HasBegun { get; set; }

        public CancellationToken CancellationToken { get; set; }

        public Task Task { get; set; } = Task.CompletedTask;
    }
}
