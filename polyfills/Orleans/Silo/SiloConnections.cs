using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>
/// This silo's connections to the others: one each, opened when first needed, by whichever side needs it. While one is
/// being opened its messages wait; when that fails they are rejected.
/// </summary>
internal sealed partial class SiloConnections(
    ITransport transport,
    LocalSiloDetails silo,
    IServiceProvider services,
    IOptions<ConnectionOptions> options,
    IOptions<EndpointOptions> endpoints,
    ILogger<SiloConnections> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<SiloAddress, Peer> _peers = new();
    private SiloRuntime? _runtime;
    private IAsyncDisposable? _listener;

    private SiloRuntime Runtime => _runtime ??= services.GetRequiredService<SiloRuntime>();

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SiloConnections), ServiceLifecycleStage.RuntimeInitialize, StartAsync, StopAsync);

    public void Send(SiloAddress target, Message message, ReadOnlyMemory<byte> frame) =>
        _peers.GetOrAdd(target, static (target, owner) => new Peer(owner, target), this).Send(message, frame);

    /// <summary>Closes the connection to a silo that is gone.</summary>
    public void Drop(SiloAddress target)
    {
        if (_peers.TryRemove(target, out var peer))
        {
            peer.Close();
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var endpoint = endpoints.Value.SiloListeningEndpoint ?? silo.SiloAddress.Endpoint;
        _listener = await transport.ListenAsync(endpoint, connection => Introduce(connection, AcceptPeer), cancellationToken);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        foreach (var target in _peers.Keys)
        {
            Drop(target);
        }
    }

    private PeerConnection Introduce(IFrameConnection connection, Action<PeerConnection>? introduced) =>
        new(connection, new Hello(silo.ClusterId, silo.SiloAddress, default, []), (_, frame) => Runtime.OnFrame(frame), introduced, services.GetService<IFrameFaults>());

    private void AcceptPeer(PeerConnection connection)
    {
        if (connection.Peer.Silo is { } peer)
        {
            _peers.GetOrAdd(peer, static (peer, owner) => new Peer(owner, peer), this).Use(connection);
        }
    }

    private async Task<PeerConnection> OpenAsync(SiloAddress target)
    {
        using var timeout = new CancellationTokenSource(options.Value.OpenConnectionTimeout);
        var connection = Introduce(await transport.ConnectAsync(target.Endpoint, timeout.Token), null);
        try
        {
            await connection.WaitForHelloAsync(options.Value.OpenConnectionTimeout, timeout.Token);

            // Generation zero stands for whichever silo is at a well-known endpoint.
            if (target.Generation != 0 && !target.Equals(connection.Peer.Silo))
            {
                throw new ConnectionFailedException($"{connection.Peer.Silo} is at the endpoint of {target}.");
            }
        }
        catch
        {
            await connection.CloseAsync();
            throw;
        }

        return connection;
    }

    private void ReportFailure(SiloAddress target, Exception exception) => LogConnectFailed(logger, target, exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No connection to silo {Target}.")]
    private static partial void LogConnectFailed(ILogger logger, SiloAddress target, Exception exception);

    private sealed class Peer(SiloConnections owner, SiloAddress target)
    {
        private readonly Lock _gate = new();
        private List<(Message Message, ReadOnlyMemory<byte> Frame)>? _waiting;
        private PeerConnection? _connection;

        public void Send(Message message, ReadOnlyMemory<byte> frame)
        {
            lock (_gate)
            {
                if (_connection is { } connection && connection.TrySend(frame))
                {
                    return;
                }

                _connection = null;
                if (_waiting is not null)
                {
                    _waiting.Add((message, frame));
                    return;
                }

                _waiting = [(message, frame)];
            }

            _ = ConnectAsync();
        }

        public void Use(PeerConnection connection)
        {
            List<(Message Message, ReadOnlyMemory<byte> Frame)>? waiting;
            lock (_gate)
            {
                _connection = connection;
                waiting = _waiting;
                _waiting = null;
            }

            foreach (var (message, frame) in waiting ?? [])
            {
                Send(message, frame);
            }
        }

        public void Close()
        {
            lock (_gate)
            {
                _ = _connection?.CloseAsync().AsTask();
                _connection = null;
            }
        }

        private async Task ConnectAsync()
        {
            try
            {
                Use(await owner.OpenAsync(target).ConfigureAwait(false));
            }
            catch (Exception exception)
            {
                owner.ReportFailure(target, exception);
                List<(Message Message, ReadOnlyMemory<byte> Frame)>? waiting;
                lock (_gate)
                {
                    waiting = _waiting;
                    _waiting = null;
                }

                foreach (var (message, _) in waiting ?? [])
                {
                    owner.Runtime.RejectUnsent(message, new OrleansMessageRejectionException($"Silo {target} could not be reached for {message}: {exception.Message}", exception));
                }
            }
        }
    }
}
