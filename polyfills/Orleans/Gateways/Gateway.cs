namespace Orleans.Runtime;

/// <summary>
/// Where external clients connect: their requests enter the silo here; its answers to them, and calls of their
/// objects, leave.
/// </summary>
/// <remarks>
/// <para>Closed → (stage Active) Open → (stop) Leaving: no client is let in any more, and those that are connected have
/// been asked to send their requests elsewhere, while answers and calls of their objects still pass → (when
/// the connections between silos have closed, and what waits here is refused) Closed. A silo that is killed goes from Open to Closed at once.</para>
/// <para>A client is not trusted. It speaks for itself only: who sends a message is what the connection says, never what
/// the message says. It cannot reach the silos' own services, and can answer only requests that it has been given.</para>
/// </remarks>
internal sealed partial class Gateway(
    PeerNetwork network,
    LocalSiloDetails silo,
    SiloRuntime runtime,
    GrainTypeMap types,
    MessageCodec codec,
    MessageBodyCodec bodies,
    Serializer serializer,
    ClientDirectory directory,
    LoadShedding shedding,
    IOptions<EndpointOptions> endpoints,
    IOptions<SiloMessagingOptions> messaging,
    TimeProvider time,
    IServiceProvider services,
    ILogger<Gateway> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    // What takes longer is not waited for: its caller learns that its outcome is not known.
    private static readonly TimeSpan AnswerGrace = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<GrainId, GatewayClient> _clients = new();
    private readonly ConcurrentDictionary<PeerConnection, GatewaySession> _sessions = new();
    private ClientRouter? _router;
    private IAsyncDisposable? _listener;
    private volatile bool _isLeaving;
    private volatile bool _isClosed;

    private ClientRouter Router => _router ??= services.GetRequiredService<ClientRouter>();

    public void Participate(ISiloLifecycle lifecycle)
    {
        if (silo.GatewayAddress is not null)
        {
            lifecycle.Subscribe(nameof(Gateway), ServiceLifecycleStage.Active, OpenAsync, LeaveAsync);
            lifecycle.Subscribe(nameof(Gateway), ServiceLifecycleStage.RuntimeInitialize + 2, static _ => Task.CompletedTask, AwaitAnswersAsync);
            lifecycle.Subscribe(nameof(Gateway), ServiceLifecycleStage.RuntimeInitialize - 2, static _ => Task.CompletedTask, CloseAsync);
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

    /// <summary>Where the answer is false, the frame is still the caller's.</summary>
    public bool TrySendResponse(GrainId client, long requestId, Frame frame)
    {
        if (!_clients.TryGetValue(client, out var known) || known.TrySend(frame) != SendResult.Sent)
        {
            return false;
        }

        known.Requests.Remove(requestId);
        return true;
    }

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

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var endpoint = endpoints.Value.GatewayListeningEndpoint ?? silo.GatewayAddress.Endpoint;
        var hello = new Hello(silo.ClusterId, silo.SiloAddress, default, null);
        _listener = await network.ListenAsync(endpoint, new PeerProtocol(hello, OnFrame) { Refuse = FindObjection, Introduced = OnIntroduced }, cancellationToken);
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
        var sessions = _sessions.Values.ToArray();
        foreach (var session in sessions)
        {
            Send(session.Connection, new Message { Direction = MessageDirection.Leave });
        }

        // A client that does not answer in the time that a connection has to open is not waited for.
        var patience = TimeSpan.FromTicks(Math.Max(messaging.Value.ClientGatewayShutdownNotificationTimeout.Ticks, network.OpenTimeout.Ticks));
        try
        {
            await Task.WhenAll(sessions.Select(session => session.Left)).WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            LogClientsRemain(logger, sessions.Count(session => !session.Left.IsCompleted));
        }
    }

    // Those that get none are told so when the gateway closes, unless the silo is killed.
    private Task AwaitAnswersAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_clients.Values.Select(static client => client.Requests.WhenAnswered())).EndsWithinAsync(AnswerGrace, time, cancellationToken);

    private void TellUnanswered(GatewayClient client)
    {
        foreach (var id in client.Requests.TakeAll())
        {
            var request = new Message { Id = id, SendingGrain = client.Id, SendingSilo = silo.SiloAddress };
            var frame = codec.EncodeResponse(
                request,
                silo.SiloAddress,
                Response.FromException(new SiloUnavailableException($"Silo {silo.SiloAddress}, the gateway that has taken request #{id}, has stopped; whether it ran is not known.")));
            if (client.TrySend(frame) != SendResult.Sent)
            {
                frame.Dispose();
            }
        }
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        _isClosed = true;
        var closing = new List<Task>();
        foreach (var (_, client) in _clients)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                TellUnanswered(client);
            }

            var connection = Drop(client, "has lost its gateway");
            if (cancellationToken.IsCancellationRequested)
            {
                connection?.Abort();
            }
            else if (connection is not null)
            {
                closing.Add(connection.CloseAsync());
            }
        }

        await Task.WhenAll(closing);
    }

    // A client that was let in only to be sent away might have sent requests by then.
    private string? FindObjection(Hello hello) =>
        !hello.Client.Type.Equals(WellKnownGrainTypes.Client) || hello.Client.Key.IsDefault ? "This is the gateway port of a silo: it is for clients."
        : _isLeaving ? "This gateway is about to close."
        : null;

    private void OnIntroduced(PeerConnection connection)
    {
        var id = ClientIds.FromCredential(connection.Peer.Client);
        while (true)
        {
            var client = _clients.GetOrAdd(id, static (id, shared) => new GatewayClient(id, shared.runtime, shared.time), (runtime, time));
            if (client.TryConnect(connection))
            {
                var session = new GatewaySession(client, connection);
                _sessions[connection] = session;
                connection.Closed.ContinueWith(_ => OnClosed(session), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                directory.OnLocalChange();
                if (_isClosed)
                {
                    connection.Abort();
                }
                else if (_isLeaving)
                {
                    // Those that were to be asked may have been counted before.
                    Send(connection, new Message { Direction = MessageDirection.Leave });
                }

                return;
            }

            _clients.TryRemove(new KeyValuePair<GrainId, GatewayClient>(id, client));
        }
    }

    private void OnClosed(GatewaySession session)
    {
        session.SetLeft();
        _sessions.TryRemove(session.Connection, out _);
        var unsent = session.Connection.TakeUnsent().Where(MessageCodec.TryMarkSentAgain).Select(frame => (codec.Decode(frame, out _), frame)).ToArray();
        if (session.Client.TryDisconnect(session.Connection, unsent, messaging.Value.ClientDropTimeout, OnImpatient))
        {
            LogBroken(logger, session.Client.Id);
            directory.OnLocalChange();
        }
    }

    private void OnFrame(PeerConnection connection, ReadOnlyMemory<byte> frame)
    {
        if (!_sessions.TryGetValue(connection, out var session))
        {
            return;
        }

        var message = codec.Decode(frame, out var problem);
        switch (message.Direction)
        {
            case MessageDirection.Request or MessageDirection.OneWay or MessageDirection.Cancel:
                OnRequest(session.Client, message, problem);
                break;
            case MessageDirection.Response:
                OnResponse(session.Client, message);
                break;
            case MessageDirection.LeaveAcknowledged:
                session.SetLeft();
                break;
            case MessageDirection.Leave:
                _ = Drop(session.Client, "has left")?.CloseAsync();
                break;
            case MessageDirection.ManifestRequest:
                Send(connection, new Message { Direction = MessageDirection.Manifest, Body = serializer.SerializeToArray(types.ToClusterManifest()) });
                break;
            default:
                LogUnexpected(logger, session.Client.Id, message);
                break;
        }
    }

    private void OnRequest(GatewayClient client, Message message, Exception? problem)
    {
        message.SendingGrain = client.Id;
        message.SendingSilo = silo.SiloAddress;
        message.TargetSilo = null;
        message.StaleAddress = null;
        message.ForwardCount = 0;
        message.Redeliveries = 0;
        if (WellKnownGrainTypes.IsSystemTarget(message.TargetGrain.Type))
        {
            problem = new OrleansMessageRejectionException($"{message} is not for a client to send.");
        }
        else if (message.Direction != MessageDirection.Cancel && shedding.IsOverloaded)
        {
            problem = new GatewayTooBusyException($"Silo {silo.SiloAddress} is overloaded, and does not take {message}.");
        }

        if (message.Direction == MessageDirection.Request)
        {
            client.Requests.Add(message);
        }

        runtime.OnMessage(message, problem);
    }

    private void OnResponse(GatewayClient client, Message message)
    {
        if (client.TakeUnanswered(message) is not { } request)
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

        Frame frame;
        try
        {
            frame = codec.Encode(message);
        }
        catch (Exception exception)
        {
            // It is too large, or has an argument that cannot be serialized.
            runtime.Reject(message, exception);
            return true;
        }

        switch (known.TrySend(message, frame, keep))
        {
            case SendResult.Sent:
                if (message.Direction == MessageDirection.Response)
                {
                    known.Requests.Remove(message.Id);
                }

                // What is remembered of a request from elsewhere need not hold its arguments.
                message.Body = default;
                return true;
            case SendResult.Overloaded:
                frame.Dispose();
                runtime.Reject(message, new OrleansMessageRejectionException($"Client {client}, the target of {message}, does not read what is sent to it."));
                return true;
            default:
                frame.Dispose();
                return false;
        }
    }

    private void Send(PeerConnection connection, Message message)
    {
        var frame = codec.Encode(message);
        if (connection.TrySend(frame) != SendResult.Sent)
        {
            frame.Dispose();
        }
    }

    private void OnImpatient(GatewayClient client) => Drop(client, "has been away for too long", onlyAbsent: true);

    /// <summary>The connection that the client had, for the caller to close.</summary>
    private PeerConnection? Drop(GatewayClient client, string why, bool onlyAbsent = false)
    {
        if (client.Remove(onlyAbsent, out var connection) is not { } lost)
        {
            return null;
        }

        LogDropped(logger, client.Id, why);
        _clients.TryRemove(new KeyValuePair<GrainId, GatewayClient>(client.Id, client));
        directory.OnLocalChange();
        foreach (var message in lost)
        {
            runtime.Reject(message, new ClientNotAvailableException($"Client {client.Id} {why}; whether {message} ran is not known."));
        }

        return connection;
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

            var decoded = codec.Decode(frame, out _);
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
}
