namespace Orleans.Runtime;

/// <summary>Sends an external client's requests through its gateways.</summary>
internal sealed partial class ClientRuntime(
    IServiceProvider services,
    IOptions<ClientMessagingOptions> options,
    TimeProvider time,
    DeepCopier copier,
    GrainReferences references,
    IEnumerable<IOutgoingGrainCallFilter> filters,
    MessageCodec codec,
    MessageBodyCodec bodies,
    ILogger<ClientRuntime> logger)
    : CallRuntime(options.Value, time, copier, references, filters)
{
    private GatewayConnections? _gateways;

    public override GrainId OutsideSender { get; } = GrainId.Create(WellKnownGrainTypes.Client, Guid.NewGuid().ToString("N"));

    protected override SiloAddress? LocalSilo => null;

    private GatewayConnections Gateways => _gateways ??= services.GetRequiredService<GatewayConnections>();

    public void OnFrame(ReadOnlyMemory<byte> frame)
    {
        var message = codec.Decode(frame, out _);
        if (message.Direction == MessageDirection.Response)
        {
            Calls.Find(message.Id)?.Complete(message.Body, bodies);
        }
        else if (message.Direction == MessageDirection.Status)
        {
            Calls.OnStatus(message);
        }
    }

    protected override void Send(Message message)
    {
        var frame = codec.Encode(message);
        if (message.Call is { } call)
        {
            Calls.TrackById(call, null);
        }

        if (!Gateways.TrySend(message.TargetGrain, frame))
        {
            frame.Dispose();
            throw new OrleansMessageRejectionException($"No gateways available for {message}.");
        }
    }

    protected override void SendCancel(Message request)
    {
        var frame = codec.Encode(new Message { Direction = MessageDirection.Cancel, Id = request.Id, TargetGrain = request.TargetGrain, SendingGrain = request.SendingGrain });
        if (!Gateways.TrySend(request.TargetGrain, frame))
        {
            frame.Dispose();
        }
    }

    protected override void LogOneWayFailure(Exception exception) => LogOneWayNotSent(logger, exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A one-way message could not be sent.")]
    private static partial void LogOneWayNotSent(ILogger logger, Exception exception);
}
