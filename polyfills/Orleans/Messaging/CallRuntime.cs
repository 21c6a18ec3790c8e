namespace Orleans.Runtime;

/// <summary>Turns method calls on references into messages, and keeps their callers waiting. One per silo or client.</summary>
internal abstract class CallRuntime : IGrainReferenceRuntime, IDisposable
{
    private readonly MessagingOptions _options;
    private readonly DeepCopier _copier;
    private readonly GrainReferences _references;
    private readonly IOutgoingGrainCallFilter[] _filters;
    private long _lastId;

    protected CallRuntime(MessagingOptions options, TimeProvider time, DeepCopier copier, GrainReferences references, IEnumerable<IOutgoingGrainCallFilter> filters)
    {
        _options = options;
        _copier = copier;
        _references = references;
        _filters = [.. filters];
        Time = time;
        Calls = new PendingCalls(time, options, TrySendCancel);
    }

    public PendingCalls Calls { get; }

    public DeepCopier Copier => _copier;

    /// <summary>Who calls when no activation does.</summary>
    public abstract GrainId OutsideSender { get; }

    protected TimeProvider Time { get; }

    /// <summary>Null for a client, whose gateway fills it in.</summary>
    protected abstract SiloAddress? LocalSilo { get; }

    protected virtual TimeSpan SystemResponseTimeout => _options.ResponseTimeout;

    public ValueTask<T?> InvokeMethodAsync<T>(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        new(InvokeTask<T?>(reference, (RequestBase)request));

    public ValueTask InvokeMethodAsync(GrainReference reference, IInvokable request, InvokeMethodOptions options) =>
        new(InvokeTask<object?>(reference, (RequestBase)request));

    public void InvokeMethod(GrainReference reference, IInvokable request, InvokeMethodOptions options)
    {
        var task = InvokeTask<object?>(reference, (RequestBase)request);
        if (!task.IsCompletedSuccessfully)
        {
            ObserveOneWay(task);
        }
    }

    public object Cast(IAddressable grain, Type interfaceType) =>
        interfaceType.IsInstanceOfType(grain) ? grain : _references.Create(grain.GetGrainId(), interfaceType);

    public Task<T> InvokeTask<T>(GrainReference reference, RequestBase request) =>
        _filters.Length == 0 ? Send<T>(reference, request) : new OutgoingCall<T>(this, reference, request, _filters).RunAsync();

    public Task<T> Send<T>(GrainReference reference, RequestBase request)
    {
        var token = request.CallerToken;
        token.ThrowIfCancellationRequested();
        var message = CreateMessage(reference, request);
        if ((request.Options & InvokeMethodOptions.OneWay) != 0)
        {
            message.Direction = MessageDirection.OneWay;
            try
            {
                Send(message);
            }
            catch (Exception exception)
            {
                // Its caller does not learn what becomes of it, at whichever step it fails.
                LogOneWayFailure(exception);
            }

            return Task.FromResult<T>(default!);
        }

        var call = new PendingCall<T>(Calls, message);
        message.Call = call;
        var timeout = request.GetDefaultResponseTimeout() ?? (reference.Shared.IsSystemTarget ? SystemResponseTimeout : _options.ResponseTimeout);

        // What a silo asks of another is worth doing late: only calls of grains and clients expire.
        message.TimeToLive = reference.Shared.IsSystemTarget || timeout == Timeout.InfiniteTimeSpan ? 0 : (int)Math.Min(int.MaxValue, timeout.TotalMilliseconds);
        Calls.Add(call, timeout);
        if (token.CanBeCanceled)
        {
            call.CancelWith(token);
            if (call.IsFinished)
            {
                return call.Task;
            }
        }

        try
        {
            Send(message);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
        }

        return call.Task;
    }

    /// <summary>Answers a request that ran in this process.</summary>
    public abstract void Respond(Message request, Response response);

    public void Reject(Message message, Exception exception)
    {
        if (message.Direction is MessageDirection.Request or MessageDirection.OneWay)
        {
            Respond(message, Response.FromException(exception));
        }
    }

    public bool IsExpired(Message message) =>
        message.ReceivedAt != 0
        && message.TimeToLive > 0
        && Time.GetElapsedTime(message.ReceivedAt).TotalMilliseconds > message.TimeToLive
        && _options.DropExpiredMessages;

    public virtual void Dispose()
    {
        // What nobody has ended by then would never end: its deadline is watched no longer.
        Calls.FailAll(static message => new SiloUnavailableException($"The services of this process's silo or client have been disposed of; whether {message} ran is not known."));
        Calls.Dispose();
    }

    protected abstract void Send(Message message);

    protected abstract void LogOneWayFailure(Exception exception);

    protected abstract void SendCancel(Message request);

    private Message CreateMessage(GrainReference reference, RequestBase request) => new()
    {
        Direction = MessageDirection.Request,
        Options = request.Options,
        Id = Interlocked.Increment(ref _lastId),
        TargetGrain = reference.GrainId,
        TargetSilo = reference.Shared.IsSystemTarget ? WellKnownGrainTypes.SiloOf(reference.GrainId) : null,
        InterfaceType = reference.InterfaceType,
        SendingGrain = RuntimeContext.Current?.GrainId ?? OutsideSender,
        SendingSilo = LocalSilo,
        RequestContext = RequestContextExtensions.Export(_copier),
        Request = request,
    };

    // Whoever cancels a token must not get to see the failure of a connection.
    private void TrySendCancel(Message request)
    {
        try
        {
            SendCancel(request);
        }
        catch (Exception exception)
        {
            LogOneWayFailure(exception);
        }
    }

    private async void ObserveOneWay(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogOneWayFailure(exception);
        }
    }
}
