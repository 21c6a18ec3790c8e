namespace Orleans.Runtime;

/// <summary>Where external clients connect: their requests enter the silo here, and its answers to them leave.</summary>
internal sealed class Gateway(
    PeerNetwork network,
    LocalSiloDetails silo,
    SiloRuntime runtime,
    GrainTypeMap types,
    MessageCodec codec,
    IOptions<EndpointOptions> endpoints) : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<GrainId, PeerConnection> _clients = new();
    private IAsyncDisposable? _listener;

    public void Participate(ISiloLifecycle lifecycle)
    {
        if (silo.GatewayAddress is not null)
        {
            lifecycle.Subscribe(nameof(Gateway), ServiceLifecycleStage.Active, StartAsync, StopListeningAsync);
            lifecycle.Subscribe(nameof(Gateway), ServiceLifecycleStage.RuntimeInitialize, static _ => Task.CompletedTask, CloseAsync);
        }
    }

    /// <summary>A client that is gone gets no answer, and needs none.</summary>
    public void Forward(Message message)
    {
        var frame = codec.Encode(message);
        if (!TrySend(message.TargetGrain, frame))
        {
            frame.Dispose();
        }
    }

    /// <summary>Where the answer is false the frame is still the caller's.</summary>
    public bool TrySend(GrainId client, Frame frame) => _clients.TryGetValue(client, out var connection) && connection.TrySend(frame) == SendResult.Sent;

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var endpoint = endpoints.Value.GatewayListeningEndpoint ?? silo.GatewayAddress.Endpoint;
        var hello = new Hello(silo.ClusterId, silo.SiloAddress, default, null, [.. types.Export()]);
        var protocol = new PeerProtocol(hello, OnFrame) { Refuse = RefuseOthers, Introduced = OnIntroduced };
        _listener = await network.ListenAsync(endpoint, protocol, cancellationToken);
    }

    private async Task StopListeningAsync(CancellationToken cancellationToken)
    {
        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        if (cancellationToken.IsCancellationRequested)
        {
            await CloseAsync(cancellationToken);
        }
    }

    private Task CloseAsync(CancellationToken cancellationToken) => Task.WhenAll(_clients.Values.Select(client => client.CloseAsync()));

    private void OnFrame(PeerConnection connection, ReadOnlyMemory<byte> frame)
    {
        if (_clients.ContainsKey(connection.Peer.Client))
        {
            runtime.OnFrame(frame, connection.Peer.Client);
        }
    }

    private static string? RefuseOthers(Hello hello) =>
        hello.Client.Type.Equals(WellKnownGrainTypes.Client) ? null : "This is the gateway port of a silo: it is for clients.";

    private void OnIntroduced(PeerConnection connection)
    {
        var client = connection.Peer.Client;
        _clients[client] = connection;
        connection.Closed.ContinueWith(
            _ => _clients.TryRemove(new KeyValuePair<GrainId, PeerConnection>(client, connection)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
