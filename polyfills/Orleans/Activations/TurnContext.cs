namespace Orleans.Runtime;

/// <summary>
/// Admits, runs and completes the requests of one activation. Everything here runs on the activation's scheduler, one
/// turn at a time, so that none of its state needs a lock.
/// </summary>
internal abstract partial class TurnContext : LocalGrain, IGrainContext
{
    private RunningRequests _running;
    private MessageQueue _waiting;

    // Of those that run: the ones that keep others out, and how many of these are read-only.
    private int _blocking;
    private int _blockingReaders;
    private bool _isStartingWaiting;
    private bool _mustStartAgain;
    private GrainReference? _reference;
    private Dictionary<Type, object>? _components;

    protected TurnContext(ActivationShared shared, GrainAddress address)
    {
        Shared = shared;
        Address = address;
        Turns = new TurnScheduler(this);
    }

    public sealed override GrainId GrainId => Address.GrainId;

    public ActivationId ActivationId => Address.ActivationId;

    public GrainAddress Address { get; }

    public long QuantumMilliseconds => Shared.QuantumMilliseconds;

    public abstract object? GrainInstance { get; }

    public abstract IServiceProvider ActivationServices { get; }

    public abstract IGrainLifecycle ObservableLifecycle { get; }

    public abstract Task Deactivated { get; }

    public IWorkItemScheduler Scheduler => Turns;

    public GrainReference GrainReference => _reference ??= Shared.References.Create(GrainId, (Type?)null);

    protected ActivationShared Shared { get; }

    protected TurnScheduler Turns { get; }

    /// <summary>False while requests must wait: before activation has ended and once deactivation has begun.</summary>
    protected abstract bool IsOpen { get; }

    /// <summary>True once no request will ever run here again.</summary>
    protected abstract bool IsGone { get; }

    protected int RunningCount => _running.Count;

    protected int WaitingCount => _waiting.Count;

    public override void Receive(Message message) => Turns.Enqueue(message);

    /// <inheritdoc cref="TurnScheduler.Pause"/>
    public void Pause() => Turns.Pause();

    public void Resume() => Turns.Resume();

    public void ReceiveMessage(object message) => Receive((Message)message);

    public void OnMessage(Message message)
    {
        if (message.Direction == MessageDirection.Cancel)
        {
            if (!TryCancel(message))
            {
                Shared.Cancellations.Hold(message);
            }
        }
        else if (Shared.Cancellations.TryTake(message))
        {
            OnLeft(message);
            Shared.Runtime.Reject(message, new OperationCanceledException());
        }
        else if (IsGone)
        {
            OnMessageTooLate(message);
        }
        else if (IsOpen && MayStart(message))
        {
            Start(message);
        }
        else
        {
            Enqueue(message);
        }
    }

    public void OnUnhandledException(Exception exception) => LogUnhandledException(Shared.Logger, GrainId, exception);

    public object? GetTarget() => GrainInstance;

    public virtual object? GetComponent(Type componentType)
    {
        if (componentType.IsInstanceOfType(GrainInstance))
        {
            return GrainInstance;
        }

        if (_components is not null)
        {
            lock (_components)
            {
                if (_components.TryGetValue(componentType, out var component))
                {
                    return component;
                }
            }
        }

        return componentType.IsInstanceOfType(this) ? this : null;
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class => SetComponent(typeof(TComponent), value);

    public abstract void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default);

    public abstract void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);

    public abstract void Rehydrate(IRehydrationContext context);

    public abstract void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default);

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"[{GrainId} {ActivationId} on {Shared.Silo}]";

    /// <summary>A request that arrived after the end: it is for whatever activation comes next.</summary>
    protected abstract void OnMessageTooLate(Message message);

    protected virtual bool MayInterleave(Message message, in RunningRequests running) => false;

    /// <summary>False where a request runs even when its caller waits no longer.</summary>
    protected virtual bool DropsExpired => true;

    /// <summary>A request is here no longer, whether it has run or not.</summary>
    protected virtual void OnLeft(Message message)
    {
    }

    /// <summary>Before the caller learns of it.</summary>
    protected virtual void OnFailed(Exception exception)
    {
    }

    protected virtual void OnEnded(Message message, Response response)
    {
    }

    /// <summary>Starts every waiting request that may start now, in the order of arrival, past those that may not.</summary>
    protected void StartWaiting()
    {
        // A request that starts here may end another one, within the same turn, and that comes here again: the queue would
        // change under the loop that is looking through it.
        if (_isStartingWaiting)
        {
            _mustStartAgain = true;
            return;
        }

        _isStartingWaiting = true;
        try
        {
            do
            {
                _mustStartAgain = false;
                StartThoseThatMay();
            }
            while (_mustStartAgain);
        }
        finally
        {
            _isStartingWaiting = false;
        }
    }

    private void StartThoseThatMay()
    {
        Message? previous = null;
        var message = _waiting.Head;
        while (message is not null && IsOpen)
        {
            if (_blocking > 0 && _waiting.InterleavableCount == 0 && !CanInterleaveAnything)
            {
                return;
            }

            var next = message.Next;
            if (MayStart(message))
            {
                _waiting.Remove(previous, message);
                Start(message);
            }
            else
            {
                previous = message;
            }

            message = next;
        }
    }

    /// <summary>True where the class itself can let any request in while another runs.</summary>
    protected virtual bool CanInterleaveAnything => false;

    protected void SetComponent(Type componentType, object? value)
    {
        var components = LazyInitializer.EnsureInitialized(ref _components);
        lock (components)
        {
            if (value is null)
            {
                components.Remove(componentType);
            }
            else
            {
                components[componentType] = value;
            }
        }
    }

    protected List<Message> TakeWaiting() => _waiting.TakeAll();

    /// <summary>Runs work of the activation's own as turns; what it fails to handle is logged.</summary>
    protected void RunInTurns(Func<Task> work) => Turns.Enqueue(new Action(() => Observe(work)));

    protected async void Observe(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception)
        {
            OnUnhandledException(exception);
        }
    }

    private void Enqueue(Message message)
    {
        var limit = MaxWaiting;
        if (limit > 0 && _waiting.Count >= limit && !message.IsLocalTick)
        {
            OnLeft(message);
            Shared.Runtime.Reject(message, new LimitExceededException("MaxEnqueuedRequestsHardLimit", _waiting.Count, limit, ToString()));
            return;
        }

        _waiting.Enqueue(message);
        Watch();
    }

    protected virtual int MaxWaiting => Shared.MaxEnqueuedRequests;

    private bool MayStart(Message message) =>
        _blocking == 0
        || message.IsAlwaysInterleave
        || (message.IsReadOnly && _blocking == _blockingReaders)
        || MayInterleaveSlow(message);

    private bool MayInterleaveSlow(Message message)
    {
        try
        {
            return MayInterleave(message, _running);
        }
        catch (Exception exception)
        {
            // The class's own predicate failed: the request waits for its turn, as it would without one.
            OnUnhandledException(exception);
            return false;
        }
    }

    private void Start(Message message)
    {
        // A caller that has given up does not need its request run.
        if ((message.Call is { IsFinished: true } || Shared.Runtime.IsExpired(message)) && DropsExpired)
        {
            OnLeft(message);
            return;
        }

        var request = message.Request!;
        AddRunning(message);
        ValueTask<Response> response;
        try
        {
            RequestContextExtensions.Import(message.RequestContext);
            request.SetTarget(this);
            response = Shared.Filters.Length == 0 && GrainInstance is not IIncomingGrainCallFilter
                ? request.Invoke()
                : new IncomingCall(message, this, Shared.Filters).RunAsync();
        }
        catch (Exception exception)
        {
            response = new ValueTask<Response>(Response.FromException(exception));
        }

        if (response.IsCompletedSuccessfully)
        {
            // Ended within the turn that started it: nothing that waits can have been let in meanwhile.
            End(message, response.Result);
        }
        else
        {
            Watch();
            EndLater(message, response);
        }
    }

    private async void EndLater(Message message, ValueTask<Response> pending)
    {
        Response response;
        try
        {
            response = await pending;
        }
        catch (Exception exception)
        {
            response = Response.FromException(exception);
        }

        End(message, response);
        StartWaiting();
    }

    private void End(Message message, Response response)
    {
        RemoveRunning(message);

        // First of all: whoever gets the response may call again at once.
        OnLeft(message);
        if (response.Exception is { } failure)
        {
            OnFailed(failure);
        }

        try
        {
            Shared.Runtime.Respond(message, response);
        }
        catch (Exception exception)
        {
            OnUnhandledException(exception);
        }

        OnEnded(message, response);
    }

    private void AddRunning(Message message)
    {
        _running.Add(message);
        if (!message.IsAlwaysInterleave)
        {
            _blocking++;
            _blockingReaders += message.IsReadOnly ? 1 : 0;
        }
    }

    private void RemoveRunning(Message message)
    {
        if (_running.Remove(message) && !message.IsAlwaysInterleave)
        {
            _blocking--;
            _blockingReaders -= message.IsReadOnly ? 1 : 0;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A work item of {Grain} failed.")]
    private static partial void LogUnhandledException(ILogger logger, GrainId grain, Exception exception);
}
