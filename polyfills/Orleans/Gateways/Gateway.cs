namespace Orleans.Runtime;

/// <summary>
/// Where external clients connect: their requests enter the silo here; its answers to them, and calls of their
/// objects, leave.
/// </summary>
/// <remarks>
/// <para>Closed → (stage Active) Open → (stop) Leaving: no client is let in any more, and those that are connected have
/// been asked to send their requests elsewhere, while answers and calls of their objects still pass → (stage
/// RuntimeInitialize) Closed. A silo that is killed goes from Open to Closed at once.</para>
/// <para>A client is not trusted. It speaks for itself only: who sends a message is what the connection says, never what
/// the message says. It cannot reach the silos' own services, and can answer only requests that it has been given.</para>
/// </remarks>
internal sealed partial class Gateway(
    ITransport transport,
    LocalSiloDetails silo,
    SiloRuntime runtime,
    GrainTypeMap types,
    MessageCodec codec,
    MessageBodyCodec bodies,
    ClientDirectory directory,
    LoadShedding shedding,
    IOptions<EndpointOptions> endpoints,
    IOptions<SiloMessagingOptions> messaging,
    IOptions<ConnectionOptions> connections,
    TimeProvider time,
    IServiceProvider services,
    ILogger<Gateway> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<GrainId, GatewayClient> _clients = new();
    private readonly ConcurrentDictionary<GatewaySession, PeerConnection> _sessions = new();
    private ClientRouter? _router;
    private IAsyncDisposable? _listener;
    private volatile bool _isLeaving;

    private ClientRouter Router => _router ??= services.GetRequiredService<ClientRouter>();

    public void Participate(ISiloLifecycle lifecycle)
    {
        if (silo.GatewayAddress is not null)
        {
            lifecycle.Subscribe(nameof(Gateway), ServiceLifecycleStage.Active, OpenAsync, LeaveAsync);
            lifecycle.Subscribe(nameof(Gateway), ServiceLifecycleStage.RuntimeInitialize, static _ => Task.CompletedTask, CloseAsync);
        }
    }

    /// <summary>A gateway that is about to close has its clients as absent: others should be asked first.</summary>
    public (ImmutableHashSet<GrainId> Connected, ImmutableHashSet<GrainId> Absent) GetClients()
    {
        var connected = ImmutableHashSet.CreateBuilder<GrainId>();
        var absent = ImmutableHashSet.CreateBuilder<GrainId>();
        foreach (var (id, client) in _clients)
        {
            (client.Connection is not null && !_isLeaving ? connected : absent).Add(id);
        }

        return (connected.ToImmutable(), absent.ToImmutable());
    }

    /// <summary>Sends to a client that is connected here.</summary>
    public bool TryDeliver(GrainId client, Message message) => TryDeliver(client, message, keep: false);

    /// <summary>Keeps the message for a client that is absent, in case it comes back.</summary>
    public bool TryKeep(GrainId client, Message message) => TryDeliver(client, message, keep: true);

    public bool TrySendResponse(GrainId client, ReadOnlyMemory<byte> frame) => _clients.TryGetValue(client, out var known) && known.TrySend(frame);

    public void OnConnectedElsewhere(IEnumerable<GrainId> clients)
    {
        foreach (var id in clients)
        {
            if (_clients.TryGetValue(id, out var client) && client.Connection is null)
            {
                Reroute(client);
            }
        }
    }

    /// <summary>Null for whoever is not let in.</summary>
    public GatewayClient? Admit(PeerConnection connection, GatewaySession session)
    {
        var credential = connection.Peer.Client;
        if (_isLeaving || !credential.Type.Equals(WellKnownGrainTypes.Client) || credential.Key.IsDefault)
        {
            _ = connection.CloseAsync().AsTask();
            return null;
        }

        var id = ClientIds.FromCredential(credential);
        while (true)
        {
            var client = _clients.GetOrAdd(id, static (id, gateway) => gateway.CreateClient(id), this);
            if (client.TryConnect(connection))
            {
                _sessions[session] = connection;
                directory.OnLocalChange();
                return client;
            }

            _clients.TryRemove(new KeyValuePair<GrainId, GatewayClient>(id, client));
        }
    }

    public void OnClosed(GatewaySession session, GatewayClient client, PeerConnection connection)
    {
        _sessions.TryRemove(session, out _);
        if (client.TryDisconnect(connection, messaging.Value.ClientDropTimeout, OnImpatient))
        {
            LogBroken(logger, client.Id);
            directory.OnLocalChange();
        }
    }

    public void OnFrame(GatewaySession session, GatewayClient client, PeerConnection connection, ReadOnlyMemory<byte> frame)
    {
        try
        {
            var message = codec.Decode(frame);
            message.ReceivedAt = time.GetTimestamp();
            switch (message.Direction)
            {
                case MessageDirection.Request or MessageDirection.OneWay or MessageDirection.Cancel:
                    OnRequest(client, message);
                    break;
                case MessageDirection.Response:
                    OnResponse(client, message);
                    break;
                case MessageDirection.LeaveAcknowledged:
                    session.SetLeft();
                    break;
                case MessageDirection.Leave:
                    Drop(client, "has left");
                    break;
                case MessageDirection.ManifestRequest:
                    connection.TrySend(codec.Encode(new Message { Direction = MessageDirection.Manifest, Body = ManifestBody.Write(types.Export()) }));
                    break;
                default:
                    LogUnexpected(logger, client.Id, message);
                    break;
            }
        }
        catch (Exception exception)
        {
            LogFrameFailed(logger, client.Id, exception);
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var endpoint = endpoints.Value.GatewayListeningEndpoint ?? silo.GatewayAddress.Endpoint;
        var hello = new Hello(silo.ClusterId, silo.SiloAddress, default, [.. types.Export()]);
        _listener = await transport.ListenAsync(endpoint, connection => Accept(connection, hello), cancellationToken);
    }

    private void Accept(IFrameConnection connection, Hello hello)
    {
        var session = new GatewaySession(this);
        _ = new PeerConnection(connection, hello, session.OnFrame, session.OnIntroduced, services.GetService<IFrameFaults>());
    }

    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        _isLeaving = true;
        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        if (cancellationToken.IsCancellationRequested)
        {
            await CloseAsync(cancellationToken);
            return;
        }

        directory.OnLocalChange();
        var leave = codec.Encode(new Message { Direction = MessageDirection.Leave });
        var sessions = _sessions.ToArray();
        foreach (var (_, connection) in sessions)
        {
            connection.TrySend(leave);
        }

        // A client that does not answer in the time that it has to connect is not waited for.
        var patience = TimeSpan.FromTicks(Math.Max(messaging.Value.ClientGatewayShutdownNotificationTimeout.Ticks, connections.Value.OpenConnectionTimeout.Ticks));
        try
        {
            await Task.WhenAll(sessions.Select(session => session.Key.Left)).WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            LogClientsRemain(logger, sessions.Count(session => !session.Key.Left.IsCompleted));
        }
    }

    private Task CloseAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, client) in _clients)
        {
            Drop(client, "has lost its gateway");
        }

        return Task.CompletedTask;
    }

    private GatewayClient CreateClient(GrainId id) => new(id, runtime, time);

    private bool TryDeliver(GrainId client, Message message, bool keep)
    {
        if (!_clients.TryGetValue(client, out var known) || (!keep && known.Connection is null))
        {
            return false;
        }

        if (message.Direction is MessageDirection.Request or MessageDirection.OneWay)
        {
            // For the client: where to send the answer.
            message.TargetSilo = silo.SiloAddress;
        }

        if (!known.TrySend(message, codec.Encode(message), keep))
        {
            return false;
        }

        // What is remembered of a request from elsewhere need not hold its arguments.
        message.Body = default;
        return true;
    }

    private void OnRequest(GatewayClient client, Message message)
    {
        message.SendingGrain = client.Id;
        message.SendingSilo = silo.SiloAddress;
        message.TargetSilo = null;
        message.StaleAddress = null;
        message.ForwardCount = 0;
        message.Redeliveries = 0;
        if (WellKnownGrainTypes.IsSystemTarget(message.TargetGrain.Type))
        {
            runtime.Reject(message, new OrleansMessageRejectionException($"{message} is not for a client to send."));
        }
        else if (message.Direction != MessageDirection.Cancel && shedding.IsOverloaded)
        {
            runtime.Reject(message, new GatewayTooBusyException($"Silo {silo.SiloAddress} is overloaded, and does not take {message}."));
        }
        else
        {
            runtime.OnMessage(message);
        }
    }

    private void OnResponse(GatewayClient client, Message message)
    {
        if (client.TakeUnanswered(message.TargetGrain, message.Id) is not { } request)
        {
            LogUnexpected(logger, client.Id, message);
        }
        else if (request.Call is { } call)
        {
            call.Complete(message.Body, bodies);
        }
        else
        {
            message.TargetSilo = request.SendingSilo;
            message.SendingGrain = request.TargetGrain;
            message.SendingSilo = silo.SiloAddress;
            message.StaleAddress = request.StaleAddress;
            runtime.ForwardResponse(message);
        }
    }

    private void OnImpatient(GatewayClient client) => Drop(client, "has been away for too long");

    private void Drop(GatewayClient client, string why)
    {
        if (client.Remove() is not { } lost)
        {
            return;
        }

        LogDropped(logger, client.Id, why);
        _clients.TryRemove(new KeyValuePair<GrainId, GatewayClient>(client.Id, client));
        directory.OnLocalChange();
        foreach (var message in lost)
        {
            runtime.Reject(message, new ClientNotAvailableException($"Client {client.Id} {why}; whether {message} ran is not known."));
        }
    }

    private void Reroute(GatewayClient client)
    {
        foreach (var (message, frame) in client.TakeKept())
        {
            // A request of a caller here is still an object; everything else is what the frame says.
            if (message.Call is not null)
            {
                Router.Route(message);
                continue;
            }

            var decoded = codec.Decode(frame);
            decoded.ReceivedAt = message.ReceivedAt;
            Router.Route(decoded);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection to client {Client} is broken.")]
    private static partial void LogBroken(ILogger logger, GrainId client);

    [LoggerMessage(Level = LogLevel.Information, Message = "Client {Client} {Why}.")]
    private static partial void LogDropped(ILogger logger, GrainId client, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} clients have not said that they have left this gateway.")]
    private static partial void LogClientsRemain(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Client {Client} sent {Message}, which nobody waits for; it is dropped.")]
    private static partial void LogUnexpected(ILogger logger, GrainId client, Message message);

    [LoggerMessage(Level = LogLevel.Error, Message = "A frame of client {Client} could not be handled and is dropped.")]
    private static partial void LogFrameFailed(ILogger logger, GrainId client, Exception exception);
}
