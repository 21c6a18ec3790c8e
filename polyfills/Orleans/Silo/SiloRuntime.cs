namespace Orleans.Runtime;

/// <summary>
/// Every message of a silo passes through here: from its own callers to activations here or elsewhere, from other silos
/// and clients to activations here, and the answers back.
/// </summary>
internal sealed partial class SiloRuntime(
    IServiceProvider services,
    LocalSiloDetails silo,
    IOptions<SiloMessagingOptions> options,
    TimeProvider time,
    DeepCopier copier,
    GrainReferences references,
    IEnumerable<IOutgoingGrainCallFilter> filters,
    Catalog catalog,
    MessageCodec codec,
    MessageBodyCodec bodies,
    ILogger<SiloRuntime> logger)
    : CallRuntime(options.Value, time, copier, references, filters)
{
    private const int MaxRedeliveries = 50;

    private GrainLocator? _locator;
    private SiloConnections? _connections;
    private Gateway? _gateway;
    private MembershipManager? _membership;
    private volatile bool _isStopped;

    public SiloAddress Silo => silo.SiloAddress;

    public MembershipVersion MembershipVersion => Membership.Snapshot.Version;

    public override GrainId OutsideSender { get; } = GrainId.Create(WellKnownGrainTypes.HostedClient, silo.SiloAddress.ToParsableString());

    protected override SiloAddress LocalSilo => silo.SiloAddress;

    protected override TimeSpan SystemResponseTimeout => options.Value.SystemResponseTimeout;

    private GrainLocator Locator => _locator ??= services.GetRequiredService<GrainLocator>();

    private SiloConnections Connections => _connections ??= services.GetRequiredService<SiloConnections>();

    private Gateway Gateway => _gateway ??= services.GetRequiredService<Gateway>();

    private MembershipManager Membership => _membership ??= services.GetRequiredService<MembershipManager>();

    /// <summary>
    /// From here on nothing is answered: the services that this needs are about to be disposed of, while requests of
    /// activations that a kill left behind may end at any time.
    /// </summary>
    public void Stop()
    {
        _isStopped = true;
        Calls.FailAll(message => new SiloUnavailableException($"This silo has stopped; whether {message} ran is not known."));
    }

    /// <summary>Sends a message whose target silo is known, which may be this one.</summary>
    public void Transmit(Message message)
    {
        // Its caller has given up: it shall not make an activation any more.
        if (message.Call is { IsFinished: true } || IsExpired(message))
        {
            return;
        }

        if (IsHere(message.TargetSilo!))
        {
            DeliverHere(message);
        }
        else
        {
            SendToSilo(message);
        }
    }

    public bool IsExpired(Message message) =>
        message.ReceivedAt != 0
        && message.TimeToLive > 0
        && Time.GetElapsedTime(message.ReceivedAt).TotalMilliseconds > message.TimeToLive
        && options.Value.DropExpiredMessages;

    /// <summary>Answers a request that ran in this silo.</summary>
    public void Respond(Message request, Response response)
    {
        if (_isStopped)
        {
            request.Call?.Fail(new SiloUnavailableException($"This silo has stopped; whether {request} ran is not known."));
            return;
        }

        if (request.Call is { } call)
        {
            call.Complete(response, Copier);
        }
        else if (request.Direction == MessageDirection.OneWay)
        {
            if (response.Exception is { } exception)
            {
                LogOneWayFailed(logger, request, exception);
            }
        }
        else
        {
            SendResponse(request, response);
        }
    }

    public void Reject(Message message, Exception exception)
    {
        if (message.Direction is MessageDirection.Request or MessageDirection.OneWay)
        {
            Respond(message, Response.FromException(exception));
        }
    }

    /// <summary>Finds the target anew, after an activation has ended that this request waited for.</summary>
    public void Redeliver(Message message)
    {
        if (message.Redeliveries++ >= MaxRedeliveries)
        {
            Reject(message, new OrleansMessageRejectionException($"The activations of {message.TargetGrain} kept ending before they could run {message}."));
            return;
        }

        message.TargetSilo = null;
        Send(message);
    }

    /// <summary>Passes a request on to where its grain really is.</summary>
    public void Forward(Message message, GrainAddress? to)
    {
        if (message.ForwardCount >= options.Value.MaxForwardCount)
        {
            Reject(message, new OrleansMessageRejectionException($"{message} was forwarded {message.ForwardCount} times without reaching its grain."));
            return;
        }

        message.ForwardCount++;
        message.StaleAddress = new GrainAddress { GrainId = message.TargetGrain, SiloAddress = silo.SiloAddress };
        Locator.Forget(message.TargetGrain, silo.SiloAddress);
        if (to?.SiloAddress is { } target && !target.Equals(silo.SiloAddress))
        {
            Locator.Remember(message.TargetGrain, target);
            message.TargetSilo = target;
            Transmit(message);
        }
        else
        {
            message.TargetSilo = null;
            Send(message);
        }
    }

    /// <summary>A frame from another silo, or from a client of this gateway.</summary>
    public void OnFrame(ReadOnlyMemory<byte> frame, GrainId client)
    {
        if (_isStopped)
        {
            return;
        }

        try
        {
            var message = codec.Decode(frame);
            message.ReceivedAt = Time.GetTimestamp();
            if (!client.IsDefault)
            {
                // A client speaks for itself, to grains; the silos' own services are not for it.
                message.SendingGrain = client;
                message.SendingSilo = silo.SiloAddress;
                message.TargetSilo = null;
                if (message.Direction == MessageDirection.Response || WellKnownGrainTypes.IsSystemTarget(message.TargetGrain.Type))
                {
                    Reject(message, new OrleansMessageRejectionException($"{message} is not for a client to send."));
                    return;
                }
            }

            OnMessage(message);
        }
        catch (Exception exception)
        {
            LogFrameFailed(logger, exception);
        }
    }

    public ValueTask<SiloAddress> PlaceAsync(Activation activation, Dictionary<string, object>? requestContext) =>
        services.GetRequiredService<PlacementService>().PlaceAsync(activation.GrainId, default, requestContext);

    /// <summary>True when the activation there has replaced the one here in the directory.</summary>
    public async ValueTask<bool> MigrateToAsync(GrainId grainId, SiloAddress target, MigrationBag bag, Dictionary<string, object>? requestContext)
    {
        var hasReplaced = await SystemTargets.Get<IMigrationTarget>(services, target).Accept(grainId, bag.PreviousAddress!, bag.Values, requestContext);
        if (hasReplaced)
        {
            Locator.Remember(grainId, target);
        }

        return hasReplaced;
    }

    protected override void Send(Message message)
    {
        if (_isStopped)
        {
            Reject(message, new SiloUnavailableException($"This silo has stopped: {message} is not sent."));
        }
        else if (message.TargetSilo is not null)
        {
            Transmit(message);
        }
        else if (message.Body.IsEmpty && catalog.TryGet(message.TargetGrain, out var grain))
        {
            grain.Receive(message);
        }
        else if (message.Direction != MessageDirection.Cancel || Locator.TryRecall(message.TargetGrain, out message.TargetSilo))
        {
            Locator.Route(message);
        }
    }

    protected override void SendCancel(Message request)
    {
        Send(new Message
        {
            Direction = MessageDirection.Cancel,
            Id = request.Id,
            TargetGrain = request.TargetGrain,
            TargetSilo = request.TargetSilo,
            SendingGrain = request.SendingGrain,
            SendingSilo = silo.SiloAddress,
        });
    }

    protected override void LogOneWayFailure(Exception exception) => LogOneWayNotSent(logger, exception);

    private void OnMessage(Message message)
    {
        if (message.Direction == MessageDirection.Response)
        {
            OnResponse(message);
        }
        else if (message.TargetSilo is not null)
        {
            Transmit(message);
        }
        else if (catalog.TryGet(message.TargetGrain, out _))
        {
            message.TargetSilo = silo.SiloAddress;
            DeliverHere(message);
        }
        else
        {
            Send(message);
        }
    }

    private void OnResponse(Message message)
    {
        if (message.StaleAddress is { SiloAddress: { } stale } address)
        {
            Locator.Forget(address.GrainId, stale);
        }

        if (message.TargetGrain.Type.Equals(WellKnownGrainTypes.Client))
        {
            Gateway.Forward(message);
        }
        else
        {
            Calls.Find(message.Id)?.Complete(message.Body, bodies);
        }
    }

    // Generation zero stands for whichever silo is at a well-known endpoint.
    private bool IsHere(SiloAddress target) =>
        target.Equals(silo.SiloAddress) || (target.Generation == 0 && target.Endpoint.Equals(silo.SiloAddress.Endpoint));

    private void DeliverHere(Message message)
    {
        try
        {
            if (message.Direction != MessageDirection.Cancel)
            {
                message.Request ??= bodies.ReadRequest(message.InterfaceType, message.Body);
            }

            LocalGrain? target;
            if (WellKnownGrainTypes.IsSystemTarget(message.TargetGrain.Type))
            {
                target = catalog.FindSystemTarget(message.TargetGrain)
                    ?? throw new SiloUnavailableException($"Silo {silo.SiloAddress} does not have {message.TargetGrain}: it is starting, stopping or another incarnation.");
            }
            else if (message.Direction == MessageDirection.Cancel)
            {
                catalog.TryGet(message.TargetGrain, out target);
            }
            else
            {
                target = catalog.GetOrCreate(message.TargetGrain, message.RequestContext);
                if (target is null)
                {
                    Forward(message, null);
                    return;
                }
            }

            target?.Receive(message);
        }
        catch (Exception exception)
        {
            Reject(message, exception);
        }
    }

    private void SendToSilo(Message message)
    {
        var target = message.TargetSilo!;
        if (target.Generation != 0 && Membership.Snapshot.GetSiloStatus(target) == SiloStatus.Dead)
        {
            Locator.Forget(message.TargetGrain, target);
            Reject(message, new SiloUnavailableException($"Silo {target}, the target of {message}, is dead."));
            return;
        }

        if (message.Call is { } call)
        {
            Calls.TrackById(call, target);
        }

        CountWaitingTime(message);
        Connections.Send(target, message, codec.Encode(message));
    }

    /// <summary>What the message has spent here it does not have left at the next hop.</summary>
    private void CountWaitingTime(Message message)
    {
        if (message.TimeToLive > 0 && message.ReceivedAt != 0)
        {
            var now = Time.GetTimestamp();
            message.TimeToLive = Math.Max(1, message.TimeToLive - (int)Time.GetElapsedTime(message.ReceivedAt, now).TotalMilliseconds);
            message.ReceivedAt = now;
        }
    }

    private void SendResponse(Message request, Response response)
    {
        var message = new Message
        {
            Direction = MessageDirection.Response,
            Id = request.Id,
            TargetGrain = request.SendingGrain,
            TargetSilo = request.SendingSilo,
            SendingGrain = request.TargetGrain,
            SendingSilo = silo.SiloAddress,
            StaleAddress = request.StaleAddress,
        };
        ReadOnlyMemory<byte> frame;
        try
        {
            frame = codec.Encode(message, response, request.Request?.Shape?.ResultType);
        }
        catch (Exception exception)
        {
            // What cannot be serialized is lost, but the caller learns why.
            frame = codec.Encode(message, Response.FromException(exception));
        }

        if (request.SendingSilo!.Equals(silo.SiloAddress))
        {
            OnResponse(codec.Decode(frame));
        }
        else
        {
            Connections.Send(request.SendingSilo, message, frame);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "One-way {Message} failed.")]
    private static partial void LogOneWayFailed(ILogger logger, Message message, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A one-way message could not be sent.")]
    private static partial void LogOneWayNotSent(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A frame could not be handled and is dropped.")]
    private static partial void LogFrameFailed(ILogger logger, Exception exception);
}
