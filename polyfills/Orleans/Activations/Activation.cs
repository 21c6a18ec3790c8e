using Orleans.Core.Internal;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>One instance of a grain in this silo.</summary>
internal sealed partial class Activation : TurnContext, IGrainExtensionBinder, ICallChainReentrantGrainContext, IGrainManagementExtension, IDirectoryRegistrant
{
    private readonly GrainClass _class;
    private readonly StatelessWorkerPool? _pool;

    // What most activations never need is made when it is asked for: there may be millions of them.
    private GrainLifecycle? _lifecycle;
    private TaskCompletionSource? _deactivated;
    private Dictionary<Guid, int>? _reentrantSections;
    private object? _instance;
    private IServiceScope? _scope;
    private long _lastUsed;
    private long _keepAliveUntil;
    private int _load;
    private volatile ActivationState _state;
    private volatile bool _isRegistered;
    private volatile bool _hasEnded;

    public Activation(ActivationShared shared, GrainId grainId, GrainClass grainClass, StatelessWorkerPool? pool)
        : base(shared, new GrainAddress { GrainId = grainId, ActivationId = ActivationId.NewId(), SiloAddress = shared.Silo, MembershipVersion = shared.Runtime.MembershipVersion })
    {
        _class = grainClass;
        _pool = pool;
        _lastUsed = shared.Time.GetTimestamp();
    }

    public override object? GrainInstance => _instance;

    public override IServiceProvider ActivationServices => (_scope ??= Shared.Services.CreateScope()).ServiceProvider;

    public override IGrainLifecycle ObservableLifecycle => Lifecycle;

    public override Task Deactivated
    {
        get
        {
            var source = LazyInitializer.EnsureInitialized(ref _deactivated, static () => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            if (_hasEnded)
            {
                source.TrySetResult();
            }

            return source.Task;
        }
    }

    public GrainClass Class => _class;

    public IGrainRuntime GrainRuntime => Shared.GrainRuntime;

    /// <summary>Requests that wait or run here; kept for stateless workers only.</summary>
    public int Load => Volatile.Read(ref _load);

    public bool IsRegistered
    {
        get => _isRegistered;
        set
        {
            _isRegistered = value;
            Interlocked.MemoryBarrier();
        }
    }

    public bool IsValid => _state == ActivationState.Valid;

    // Read from other threads: a request may begin right after.
    private bool IsIdle => RunningCount == 0 && WaitingCount == 0;

    private GrainLifecycle Lifecycle => LazyInitializer.EnsureInitialized(ref _lifecycle, () => new GrainLifecycle(Shared.Logger));

    protected override bool IsOpen => _state == ActivationState.Valid;

    protected override bool IsGone => _state == ActivationState.Gone;

    protected override bool CanInterleaveAnything => _class.IsReentrant || _class.MayInterleave is not null || _reentrantSections is { Count: > 0 };

    protected override int MaxWaiting => _pool is null ? Shared.MaxEnqueuedRequests : Shared.MaxEnqueuedStatelessRequests;

    public override void Receive(Message message)
    {
        if (_pool is not null && message.Direction != MessageDirection.Cancel)
        {
            Interlocked.Increment(ref _load);
        }

        base.Receive(message);
    }

    public void OnRegistrationLost(DeactivationReason reason) => Deactivate(reason);

    public override object? GetComponent(Type componentType) =>
        base.GetComponent(componentType)
        ?? (typeof(IGrainExtension).IsAssignableFrom(componentType) ? CreateExtension(componentType) : null);

    public TExtensionInterface GetExtension<TExtensionInterface>()
        where TExtensionInterface : class, IGrainExtension =>
        GetComponent(typeof(TExtensionInterface)) as TExtensionInterface
        ?? throw new GrainExtensionNotInstalledException($"No extension {typeof(TExtensionInterface)} is installed on {this}.");

    public (TExtension, TExtensionInterface) GetOrSetExtension<TExtension, TExtensionInterface>(Func<TExtension> newExtensionFunc)
        where TExtension : class, TExtensionInterface
        where TExtensionInterface : class, IGrainExtension
    {
        if (GetComponent(typeof(TExtensionInterface)) is not TExtension extension)
        {
            extension = newExtensionFunc();
            SetComponent<TExtensionInterface>(extension);
        }

        return (extension, GrainReference.Cast<TExtensionInterface>());
    }

    public void OnEnterReentrantSection(Guid reentrancyId)
    {
        _reentrantSections ??= [];
        _reentrantSections[reentrancyId] = _reentrantSections.GetValueOrDefault(reentrancyId) + 1;

        // Calls of this chain may be waiting already.
        Turns.Enqueue(new Action(StartWaiting));
    }

    public void OnExitReentrantSection(Guid reentrancyId)
    {
        if (_reentrantSections is null)
        {
            return;
        }

        var count = _reentrantSections.GetValueOrDefault(reentrancyId) - 1;
        if (count > 0)
        {
            _reentrantSections[reentrancyId] = count;
        }
        else
        {
            _reentrantSections.Remove(reentrancyId);
        }
    }

    ValueTask IGrainManagementExtension.DeactivateOnIdle()
    {
        Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));
        return default;
    }

    ValueTask IGrainManagementExtension.MigrateOnIdle()
    {
        Migrate(RequestContext.CopyOfCurrent());
        return default;
    }

    /// <summary>Zero or less takes an earlier delay back.</summary>
    public void DelayDeactivation(TimeSpan delay)
    {
        if (delay == Timeout.InfiniteTimeSpan || delay == TimeSpan.MaxValue)
        {
            _keepAliveUntil = long.MaxValue;
        }
        else
        {
            _keepAliveUntil = delay <= TimeSpan.Zero ? 0 : Shared.Time.GetTimestamp() + (long)(delay.TotalSeconds * Shared.Time.TimestampFrequency);
        }
    }

    public bool HasBeenIdleFor(TimeSpan limit, long now) =>
        IsIdle && now >= Volatile.Read(ref _keepAliveUntil) && Shared.Time.GetElapsedTime(Volatile.Read(ref _lastUsed), now) >= limit;

    public override void GiveUp(TimeSpan blocked) => Observe(() => AbandonStuckAsync(new DeactivationReason(
        DeactivationReasonCode.ActivationUnresponsive,
        $"{this} has been with one request for {blocked}, longer than {nameof(SiloMessagingOptions.MaxRequestProcessingTime)}.")));

    protected override bool MayInterleave(Message message, in RunningRequests running)
    {
        if (_class.IsReentrant)
        {
            return true;
        }

        if (_reentrantSections is { Count: > 0 } && message.ReentrancyId is var id && id != Guid.Empty && _reentrantSections.ContainsKey(id))
        {
            return true;
        }

        if (_class.MayInterleave is { } mayInterleave)
        {
            if (mayInterleave(_instance!, message.Request!))
            {
                return true;
            }

            for (var i = 0; i < running.Count; i++)
            {
                var blocking = running[i];
                if (!blocking.IsAlwaysInterleave && !mayInterleave(_instance!, blocking.Request!))
                {
                    return false;
                }
            }

            return true;
        }

        return false;
    }

    protected override void OnLeft(Message message)
    {
        if (_pool is not null)
        {
            Interlocked.Decrement(ref _load);
        }
    }

    protected override void OnFailed(Exception exception)
    {
        if (exception is InconsistentStateException { IsSourceActivation: true } inconsistent)
        {
            inconsistent.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, inconsistent, "The state of this activation no longer matches what is stored."));
        }
    }

    protected override void OnEnded(Message message, Response response)
    {
        if (message.Request is not TimerTick { KeepsAlive: false })
        {
            Volatile.Write(ref _lastUsed, Shared.Time.GetTimestamp());
        }

        if (_state == ActivationState.Deactivating && RunningCount == 0)
        {
            Observe(FinishDeactivationAsync);
        }
    }

    protected override void OnMessageTooLate(Message message)
    {
        if (message.IsLocalTick)
        {
            return;
        }

        if (_ending?.Failure is { } failure)
        {
            Shared.Runtime.Reject(message, failure);
        }
        else if (_ending?.Winner is { } winner)
        {
            Shared.Runtime.Forward(message, winner);
        }
        else
        {
            Shared.Runtime.Redeliver(message);
        }
    }

    private object? CreateExtension(Type contract)
    {
        var extension = contract == typeof(IAsyncEnumerableGrainExtension) ? CreateStreams() : ActivationServices.GetKeyedService<IGrainExtension>(contract);
        if (extension is not null)
        {
            SetComponent(contract, extension);
        }

        return extension;
    }
}
