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

    private HeldCancellations? _cancellations;
    private GrainLocator? _locator;
    private SiloConnections? _connections;
    private ClientRouter? _clients;
    private MembershipManager? _membership;
    private volatile bool _isRefusing;
    private volatile bool _isStopped;

    public SiloAddress Silo => silo.SiloAddress;

    public HeldCancellations Cancellations => _cancellations ?? LazyInitializer.EnsureInitialized(ref _cancellations, () => new HeldCancellations(Time, RetryCancel));

    public MembershipVersion MembershipVersion => Membership.Snapshot.Version;

    public override GrainId OutsideSender { get; } = ClientIds.Hosted(silo.SiloAddress);

    protected override SiloAddress LocalSilo => silo.SiloAddress;

    protected override TimeSpan SystemResponseTimeout => options.Value.SystemResponseTimeout;

    private GrainLocator Locator => _locator ??= services.GetRequiredService<GrainLocator>();

    private SiloConnections Connections => _connections ??= services.GetRequiredService<SiloConnections>();

    private ClientRouter Clients => _clients ??= services.GetRequiredService<ClientRouter>();

    private MembershipManager Membership => _membership ??= services.GetRequiredService<MembershipManager>();

    /// <summary>From here on requests for grains that arrive are rejected, and their senders forget that they were here.</summary>
    public void RefuseApplicationMessages() => _isRefusing = true;

    /// <summary>
    /// From here on nothing is answered: the services that this needs are about to be disposed of, while requests of
    /// activations that a kill left behind may end at any time.
    /// </summary>
    public void Stop()
    {
        _isStopped = true;
        Calls.FailAll(message => new SiloUnavailableException($"This silo has stopped; whether {message} ran is not known."));
    }

    public override void Dispose()
    {
        _cancellations?.Dispose();
        base.Dispose();
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

    public override void Respond(Message request, Response response)
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
        NoteStale(message);
        if (message.ForwardCount >= options.Value.MaxForwardCount)
        {
            Reject(message, new OrleansMessageRejectionException($"{message} was forwarded {message.ForwardCount} times without reaching its grain."));
            return;
        }

        message.ForwardCount++;
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

    public bool IsDead(SiloAddress other) => other.Generation != 0 && Membership.Snapshot.GetSiloStatus(other) == SiloStatus.Dead;

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

    /// <summary>For the sender, which forgets that it believed the grain to be here. Of several silos, it sent to the first.</summary>
    private void NoteStale(Message message)
    {
        if (!silo.SiloAddress.Equals(message.SendingSilo))
        {
            message.StaleAddress ??= new GrainAddress { GrainId = message.TargetGrain, SiloAddress = silo.SiloAddress };
        }
    }

    // Generation zero stands for whichever silo is at a well-known endpoint.
    private bool IsHere(SiloAddress target) =>
        target.Equals(silo.SiloAddress) || (target.Generation == 0 && target.Endpoint.Equals(silo.SiloAddress.Endpoint));
}
