namespace Orleans.Runtime;

/// <summary>Sends an external client's requests through its gateways, and takes calls of its objects from them.</summary>
internal sealed partial class ClientRuntime(
    IServiceProvider services,
    IOptions<ClientMessagingOptions> options,
    TimeProvider time,
    DeepCopier copier,
    GrainReferences references,
    IEnumerable<IOutgoingGrainCallFilter> filters,
    MessageCodec codec,
    MessageBodyCodec bodies,
    Serializer serializer,
    ILogger<ClientRuntime> logger)
    : CallRuntime(options.Value, time, copier, references, filters)
{
    private readonly (GrainId Credential, GrainId Id) _identity = ClientIds.New();
    private GatewayConnections? _gateways;
    private LocalObjects? _objects;

    /// <summary>What the client shows to its gateways, and nobody else.</summary>
    public GrainId Credential => _identity.Credential;

    public override GrainId OutsideSender => _identity.Id;

    protected override SiloAddress? LocalSilo => null;

    private GatewayConnections Gateways => _gateways ??= services.GetRequiredService<GatewayConnections>();

    private LocalObjects Objects => _objects ??= services.GetRequiredService<LocalObjects>();

    /// <summary>The frame's memory is used during the call only.</summary>
    /// <exception cref="InvalidDataException">It is not a message.</exception>
    public void OnFrame(GatewayConnection gateway, ReadOnlyMemory<byte> frame)
    {
        var message = codec.Decode(frame, out var problem);
        message.ReceivedAt = Time.GetTimestamp();
        switch (message.Direction)
        {
            case MessageDirection.Response:
                Calls.Find(message.Id)?.Complete(message.Body, bodies);
                break;
            case MessageDirection.Status:
                Calls.OnStatus(message);
                break;
            case MessageDirection.Request or MessageDirection.OneWay or MessageDirection.Cancel when problem is not null:
                Reject(message, problem);
                break;
            case MessageDirection.Request or MessageDirection.OneWay or MessageDirection.Cancel:
                Objects.Dispatch(message);
                break;
            case MessageDirection.Leave:
                Gateways.Leave(gateway);
                Send(gateway, MessageDirection.LeaveAcknowledged);
                break;
            case MessageDirection.Manifest:
                Gateways.OnManifest(gateway, serializer.Deserialize<SiloManifest>(message.Body));
                break;
            default:
                LogUnexpected(logger, message);
                break;
        }
    }

    /// <summary>A message that says no more than what it is.</summary>
    public void Send(GatewayConnection gateway, MessageDirection direction)
    {
        var frame = codec.Encode(new Message { Direction = direction });
        if (!gateway.TrySend(frame))
        {
            frame.Dispose();
        }
    }

    /// <summary>A frame of which a closed connection had not sent one byte: a request goes through another gateway, once.</summary>
    public void SendAgain(byte[] bytes)
    {
        var message = codec.Decode(bytes, out _);
        if (message.Direction is not (MessageDirection.Request or MessageDirection.OneWay))
        {
            return;
        }

        var isFirst = MessageCodec.TryMarkSentAgain(bytes);
        var frame = Frame.Copy(bytes);
        if (!isFirst || !Gateways.TrySend(message.TargetGrain, frame, Calls.Find(message.Id)))
        {
            frame.Dispose();
            Calls.Find(message.Id)?.Fail(NoGateway(message));
        }
    }

    public override void Respond(Message request, Response response)
    {
        if (request.Direction == MessageDirection.OneWay)
        {
            if (response.Exception is { } exception)
            {
                LogOneWayFailed(logger, request, exception);
            }

            return;
        }

        var frame = codec.EncodeResponse(request, null, response);

        // Only the gateway that the request came from takes the answer.
        if (!Gateways.TrySendTo(request.TargetSilo!, frame))
        {
            frame.Dispose();
            LogNotAnswered(logger, request);
        }
    }

    protected override void Send(Message message)
    {
        var frame = codec.Encode(message);
        if (message.Call is { } call)
        {
            Calls.TrackById(call, null);
        }

        if (!Gateways.TrySend(message.TargetGrain, frame, message.Call))
        {
            frame.Dispose();
            throw NoGateway(message);
        }
    }

    protected override void SendCancel(Message request)
    {
        var frame = codec.Encode(new Message { Direction = MessageDirection.Cancel, Id = request.Id, TargetGrain = request.TargetGrain, SendingGrain = request.SendingGrain });
        if (!Gateways.TrySend(request.TargetGrain, frame, null))
        {
            frame.Dispose();
        }
    }

    private static OrleansMessageRejectionException NoGateway(Message message) => new($"No gateways available for {message}.");

    protected override void LogOneWayFailure(Exception exception) => LogOneWayNotSent(logger, exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A gateway sent {Message}, which is not for a client; it is dropped.")]
    private static partial void LogUnexpected(ILogger logger, Message message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A one-way message could not be sent.")]
    private static partial void LogOneWayNotSent(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "One-way {Message} failed.")]
    private static partial void LogOneWayFailed(ILogger logger, Message message, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The gateway that brought {Request} is gone: its caller gets no answer.")]
    private static partial void LogNotAnswered(ILogger logger, Message request);
}
