using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>
/// This silo's connections to the others, each opened when first needed, by whichever side needs it, and used by both.
/// </summary>
/// <remarks>
/// When two silos connect to each other at the same time both connections stay open, and either may be used: a frame is put on
/// one of them, so none is lost or doubled. What becomes of a silo's frames is in <see cref="SiloLane"/>. A silo that
/// connects is refused when it belongs to another cluster, wants another incarnation than this one, or is known to be dead; and when
/// this silo stops before it has introduced itself.
/// <para>
/// A silo that stops asks the others to end its connections (<see cref="MessageDirection.Leave"/>). They put nothing more on them, and close
/// their direction; when the silo has handled all that came before, which it refuses by then, its refusals go out and it closes the other
/// direction. So no request that it was sent stays without an answer, not even one that was under way when the others learned of its end: a
/// silo's own calls to the dead fail anyway, but of those that it passes on for clients and other silos it keeps no account. Connections that
/// this silo is opening then have a moment to become some of these, since the other side may use them already; where they do not, what waits for
/// them is rejected before the others end.
/// </para>
/// </remarks>
internal sealed class SiloConnections : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan DropDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OpenGrace = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SiloAddress, SiloPeer> _peers = new();
    private readonly PeerNetwork _network;
    private readonly LocalSiloDetails _silo;
    private readonly IServiceProvider _services;
    private readonly ConnectionOptions _options;
    private readonly EndpointOptions _endpoints;
    private readonly PeerProtocol _incoming;
    private readonly PeerProtocol _outgoing;
    private readonly CancellationTokenSource _givingUp = new();
    private SiloRuntime? _runtime;
    private IAsyncDisposable? _listener;
    private volatile bool _isStopped;

    public SiloConnections(PeerNetwork network, LocalSiloDetails silo, IServiceProvider services, IOptions<ConnectionOptions> options, IOptions<EndpointOptions> endpoints)
    {
        _network = network;
        _silo = silo;
        _services = services;
        _options = options.Value;
        _endpoints = endpoints.Value;
        _outgoing = new PeerProtocol(new Hello(silo.ClusterId, silo.SiloAddress, default, null), OnFrame) { Refuse = FindObjection };

        // What a stranger would send to a silo that stops could not be answered any more; refused, it tells its callers so.
        _incoming = _outgoing with { Refuse = hello => FindObjection(hello) ?? (_isStopped ? "This silo is stopping." : null), Introduced = Accept };
    }

    public SiloRuntime Runtime => _runtime ??= _services.GetRequiredService<SiloRuntime>();

    public TimeProvider Time => _network.Time;

    public TimeSpan RetryDelay => _options.ConnectionRetryDelay;

    public int ConnectionsPerEndpoint => Math.Max(1, _options.ConnectionsPerEndpoint);

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SiloConnections), ServiceLifecycleStage.RuntimeInitialize, StartAsync, StopAsync);

    /// <summary>Takes the frame over. Requests that cannot be sent are rejected; anything else is lost then.</summary>
    public void Send(SiloAddress target, Message message, Frame frame)
    {
        if (!_peers.TryGetValue(target, out var peer))
        {
            // Answers to the dead, for instance: a peer that is made for one now would never be dropped.
            if (Runtime.IsDead(target))
            {
                Runtime.RejectUnsent(target, frame.Memory, "it is dead", null);
                frame.Dispose();
                return;
            }

            peer = PeerOf(target);
        }

        peer.Send(message, frame);
    }

    /// <summary>The time stamp of the last bytes that came from a silo over a connection that is open; null where there is none.</summary>
    public long? LastReceived(SiloAddress silo) => _peers.TryGetValue(silo, out var peer) ? peer.LastReceived : null;

    /// <summary>
    /// Closes the connections to a silo that is dead. It may have announced that itself, and wait for the answer: those that are
    /// open stay so for a moment.
    /// </summary>
    public async void Drop(SiloAddress target)
    {
        if (_peers.TryGetValue(target, out var peer))
        {
            await Grace.PassAsync(DropDelay, Time).ConfigureAwait(false);
            _peers.TryRemove(new KeyValuePair<SiloAddress, SiloPeer>(target, peer));
            peer.Abort();
        }
    }

    public async Task<PeerConnection> OpenAsync(SiloAddress target)
    {
        if (_isStopped || Runtime.IsDead(target))
        {
            throw new ConnectionFailedException(_isStopped ? "This silo has stopped." : $"Silo {target} is dead.");
        }

        var connection = await ConnectAsync(target).ConfigureAwait(false);
        PeerOf(target).Add(connection);
        if (target.Generation == 0)
        {
            // Found by its endpoint: the silo that is there can be reached by its full address, too.
            PeerOf(connection.Peer.Silo!).Offer(connection);
        }

        CloseWhenTooLate(connection);
        return connection;
    }

    private async Task<PeerConnection> ConnectAsync(SiloAddress target)
    {
        try
        {
            return await _network.ConnectAsync(target.Endpoint, _outgoing, target, _givingUp.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (_givingUp.IsCancellationRequested)
        {
            throw new ConnectionFailedException("This silo has stopped.", exception);
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var endpoint = _endpoints.SiloListeningEndpoint ?? _silo.SiloAddress.Endpoint;
        _listener = await _network.ListenAsync(endpoint, _incoming, cancellationToken);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_incoming.Gate)
        {
            _isStopped = true;
        }

        if (_listener is not null)
        {
            await _listener.DisposeAsync();
        }

        if (cancellationToken.IsCancellationRequested)
        {
            await _givingUp.CancelAsync();
            foreach (var peer in _peers.Values)
            {
                peer.Abort();
            }
        }
        else
        {
            await EndOpeningAsync();
            var codec = _services.GetRequiredService<MessageCodec>();
            var leave = new Message { Direction = MessageDirection.Leave };
            var peers = _peers.Values.ToArray();
            await Task.WhenAll(peers.Select(peer => peer.LeaveAsync(leave, codec, Time)));

            // Not one by one: what one silo has passed on for another is answered to that one.
            await Task.WhenAll(peers.Select(static peer => peer.CloseAsync()));
        }
    }

    // None begins any more.
    private async Task EndOpeningAsync()
    {
        var opening = Task.WhenAll(_peers.Values.Select(static peer => peer.Opening));
        if (!await opening.EndsWithinAsync(OpenGrace, Time))
        {
            await _givingUp.CancelAsync();
            await opening.EndsWithinAsync(OpenGrace, Time);
        }
    }

    private SiloPeer PeerOf(SiloAddress silo) => _peers.GetOrAdd(silo, static (silo, owner) => new SiloPeer(owner, silo), this);

    private void OnFrame(PeerConnection connection, ReadOnlyMemory<byte> frame)
    {
        if (!MessageCodec.IsLeave(frame))
        {
            Runtime.OnFrame(frame);
        }
        else if (_peers.TryGetValue(connection.Peer.Silo!, out var peer))
        {
            peer.Retire(connection);
        }
    }

    private void Accept(PeerConnection connection)
    {
        PeerOf(connection.Peer.Silo!).Offer(connection);
        CloseWhenTooLate(connection);
    }

    // It may have been opened while this silo gave that up, or while its peer was being declared dead: then nobody else would close it.
    private void CloseWhenTooLate(PeerConnection connection)
    {
        if (_givingUp.IsCancellationRequested)
        {
            connection.Abort();
        }
        else if (Runtime.IsDead(connection.Peer.Silo!))
        {
            Drop(connection.Peer.Silo!);
        }
    }

    private string? FindObjection(Hello hello) =>
        hello.Silo is not { } peer ? "There is no silo at the other end, and this port is for silos."
        : Runtime.IsDead(peer) ? $"Silo {peer} is known to be dead here."
        : null;
}
