namespace Orleans.Runtime;

/// <summary>
/// The objects of this process, a client or a silo, that grains and clients anywhere may call through references.
/// Each reference has an entry of its own, even where two are to the same object. The objects are held weakly.
/// </summary>
internal sealed partial class LocalObjects(
    CallRuntime runtime,
    GrainReferences references,
    MessageBodyCodec bodies,
    IEnumerable<IIncomingGrainCallFilter> filters,
    IServiceProvider services,
    ILogger<LocalObjects> logger)
{
    private readonly ConcurrentDictionary<GrainId, LocalObject> _objects = new();
    private readonly IIncomingGrainCallFilter[] _filters = [.. filters];
    private long _lastNumber;

    public IServiceProvider Services => services;

    public CallRuntime Runtime => runtime;

    public IIncomingGrainCallFilter[] Filters => _filters;

    public TObserver Create<TObserver>(IGrainObserver target)
        where TObserver : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(target, "obj");
        if (target is GrainReference)
        {
            throw new ArgumentException("The argument is a reference already: pass the object itself.", "obj");
        }

        if (target is IGrainBase)
        {
            throw new ArgumentException($"{target.GetType()} is a grain: others call it through the reference that AsReference gives.", "obj");
        }

        if (!typeof(TObserver).IsInterface || !typeof(TObserver).IsInstanceOfType(target))
        {
            throw new ArgumentException($"{typeof(TObserver)} is not an interface that {target.GetType()} implements.", "obj");
        }

        var reference = references.Create(ClientIds.Object(runtime.OutsideSender, Interlocked.Increment(ref _lastNumber)), typeof(TObserver));
        _objects[reference.GrainId] = new LocalObject(this, reference, target);
        return (TObserver)(object)reference;
    }

    public void Delete(IGrainObserver target)
    {
        if (target is not GrainReference reference)
        {
            throw new ArgumentException("The argument is not a reference: pass what CreateObjectReference returned.", "obj");
        }

        if (!_objects.TryRemove(reference.GrainId, out _))
        {
            throw new ArgumentException($"{reference} is not a reference to an object of this process, or has been deleted before.", "obj");
        }
    }

    /// <summary>Takes a request for an object of this process, a cancellation of one, or a one-way call.</summary>
    public void Dispatch(Message message)
    {
        if (!_objects.TryGetValue(message.TargetGrain, out var target))
        {
            RejectUnknown(message);
            return;
        }

        try
        {
            if (message.Direction != MessageDirection.Cancel)
            {
                message.Request ??= bodies.ReadRequest(message.InterfaceType, message.Body);
            }
        }
        catch (Exception exception)
        {
            runtime.Reject(message, exception);
            return;
        }

        target.Receive(message);
    }

    /// <summary>The object is gone: its entry has no more use.</summary>
    public void OnCollected(LocalObject entry, Message message)
    {
        LogCollected(logger, entry.GrainId);
        _objects.TryRemove(new KeyValuePair<GrainId, LocalObject>(entry.GrainId, entry));
        RejectUnknown(message);
    }

    public void OnFailed(LocalObject entry, Exception exception) => LogFailed(logger, entry.GrainId, exception);

    private void RejectUnknown(Message message) =>
        runtime.Reject(message, new ClientNotAvailableException($"{message.TargetGrain}, the target of {message}, has been deleted or garbage collected."));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The object behind {Reference} has been garbage collected without DeleteObjectReference: keep a reference to it while it is to be called.")]
    private static partial void LogCollected(ILogger logger, GrainId reference);

    [LoggerMessage(Level = LogLevel.Error, Message = "A work item of {Reference} failed.")]
    private static partial void LogFailed(ILogger logger, GrainId reference, Exception exception);
}
