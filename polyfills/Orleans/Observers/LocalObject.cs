namespace Orleans.Runtime;

/// <summary>
/// One reference's object in this process. Its calls run one after another to completion, on the thread pool and outside
/// of any grain; no attribute lets them interleave. Calls through other references, to the same object too, run beside them.
/// </summary>
internal sealed class LocalObject(LocalObjects owner, GrainReference reference, IGrainObserver target) : IGrainContext, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly WeakReference<IGrainObserver> _target = new(target);
    private MessageQueue _waiting;
    private Message? _running;
    private bool _isScheduled;

    // Held while a call runs.
    private IGrainObserver? _held;

    public GrainReference GrainReference => reference;

    public GrainId GrainId => reference.GrainId;

    public object? GrainInstance => _held;

    public ActivationId ActivationId => ActivationId.GetDeterministic(GrainId);

    public GrainAddress Address => new() { GrainId = GrainId, ActivationId = ActivationId };

    public IServiceProvider ActivationServices => owner.Services;

    public IGrainLifecycle ObservableLifecycle => throw NotSupported();

    public IWorkItemScheduler Scheduler => throw NotSupported();

    public Task Deactivated => throw NotSupported();

    public void Receive(Message message)
    {
        if (message.Direction == MessageDirection.Cancel)
        {
            Cancel(message);
            return;
        }

        lock (_gate)
        {
            _waiting.Enqueue(message);
            if (_isScheduled)
            {
                return;
            }

            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void ReceiveMessage(object message) => Receive((Message)message);

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    public object? GetTarget() => _held;

    public object? GetComponent(Type componentType) => componentType.IsInstanceOfType(_held) ? _held : null;

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class => throw NotSupported();

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => throw NotSupported();

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) => throw NotSupported();

    public void Rehydrate(IRehydrationContext context) => throw NotSupported();

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default) => throw NotSupported();

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    private async Task RunAsync()
    {
        while (TryTake(out var message))
        {
            // A caller that has given up does not need its request run.
            if (message.Call is { IsFinished: true } || owner.Runtime.IsExpired(message))
            {
                continue;
            }

            try
            {
                if (!_target.TryGetTarget(out _held))
                {
                    owner.OnCollected(this, message);
                    continue;
                }

                var response = await InvokeAsync(message).ConfigureAwait(false);
                _held = null;
                owner.Runtime.Respond(message, response);
            }
            catch (Exception exception)
            {
                owner.OnFailed(this, exception);
            }
        }
    }

    private async Task<Response> InvokeAsync(Message message)
    {
        try
        {
            RequestContextExtensions.Import(message.RequestContext);
            var request = message.Request!;
            request.SetTarget(this);
            return await (owner.Filters.Length == 0 && _held is not IIncomingGrainCallFilter
                ? request.Invoke()
                : new IncomingCall(message, this, owner.Filters).RunAsync()).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    private bool TryTake([NotNullWhen(true)] out Message? message)
    {
        lock (_gate)
        {
            _running = message = _waiting.Head;
            if (message is null)
            {
                _isScheduled = false;
                return false;
            }

            _waiting.Remove(null, message);
            return true;
        }
    }

    private void Cancel(Message cancel)
    {
        Message? running;
        Message? waiting;
        lock (_gate)
        {
            running = _running is not null && cancel.IsCancelOf(_running) ? _running : null;
            waiting = TakeWaiting(cancel);
        }

        // Outside of the lock: the callee's own code runs on cancellation.
        try
        {
            running?.Request!.TryCancel();
        }
        catch (AggregateException exception)
        {
            owner.OnFailed(this, exception);
        }

        if (waiting is not null)
        {
            owner.Runtime.Reject(waiting, new OperationCanceledException());
        }
    }

    private Message? TakeWaiting(Message cancel)
    {
        Message? previous = null;
        for (var message = _waiting.Head; message is not null; previous = message, message = message.Next)
        {
            if (cancel.IsCancelOf(message))
            {
                _waiting.Remove(previous, message);
                return message;
            }
        }

        return null;
    }

    private static NotSupportedException NotSupported() => new("An observer is not a grain: it has no activation to control.");
}
