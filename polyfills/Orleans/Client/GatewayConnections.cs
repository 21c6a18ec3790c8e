using Orleans.Messaging;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>
/// A client's connections to all gateways. A grain's messages keep to one gateway, through a bucket that its hash
/// chooses; when that gateway is gone or wants to go, the bucket gets another, in turn.
/// </summary>
/// <remarks>
/// <para>The list of gateways is read again each period, shortly after a connection has broken, and at once when a message
/// finds no gateway. Each refresh connects to the gateways that are listed and have no connection, so that one that is
/// back is used again. One that is no longer listed takes no new requests, and is closed by the next refresh that does
/// not list it either: until then its answers can come in. Where that one lists it, it is used again.</para>
/// <para>A list that is empty or cannot be read changes nothing: it says more about the membership table than about the
/// gateways, whose own connections show whether they live.</para>
/// <para>A request that a connection has begun to send is never sent again, whatever happens to the connection: its call
/// ends with a response or times out; where the gateway had announced that it leaves, it fails when the connection closes. One of which
/// not one byte had left goes through another gateway, once.</para>
/// </remarks>
internal sealed partial class GatewayConnections(
    PeerNetwork network,
    IServiceProvider services,
    IGatewayListProvider provider,
    GrainTypeMap types,
    ConnectionStatus status,
    IOptions<ClusterOptions> cluster,
    IOptions<ClientMessagingOptions> messaging,
    IOptions<GatewayOptions> gateways,
    IOptions<ConnectionOptions> connectionOptions,
    IOptions<TypeManagementOptions> typeManagement,
    TimeProvider time,
    ILogger<GatewayConnections> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly GatewayConnection?[] _buckets = new GatewayConnection?[messaging.Value.ClientSenderBuckets];
    private readonly ConcurrentDictionary<SiloAddress, GatewayConnection> _bySilo = new();
    private readonly List<GatewayConnection> _all = [];
    private readonly TaskCompletionSource _typesKnown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GatewayConnection[] _usable = [];
    private IPEndPoint[] _listed = [];
    private int _next;
    private ClientRuntime? _runtime;
    private ITimer? _refresher;
    private ITimer? _manifestRefresher;
    private ITimer? _reconnect;
    private volatile bool _isClosed;

    private ClientRuntime Runtime => _runtime ??= services.GetRequiredService<ClientRuntime>();

    /// <summary>Fails when there is no gateway that can be reached.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await provider.InitializeGatewayListProvider();
        await RefreshAsync(cancellationToken);
        if (Volatile.Read(ref _usable).Length == 0)
        {
            throw new ConnectionFailedException("Unable to connect to any of the gateways of the cluster.");
        }

        try
        {
            await _typesKnown.Task.WaitAsync(network.OpenTimeout, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new ConnectionFailedException("None of the gateways of the cluster has said which grain types the cluster has.", exception);
        }

        var period = gateways.Value.GatewayListRefreshPeriod;
        _refresher ??= time.CreateTimer(static state => ((GatewayConnections)state!).RefreshInBackground(), this, period, period);
        period = typeManagement.Value.TypeMapRefreshInterval;
        _manifestRefresher ??= time.CreateTimer(static state => ((GatewayConnections)state!).AskForManifests(), this, period, period);
    }

    /// <summary>
    /// Sends to a gateway of the target's bucket, or, where that is of no use, gives the bucket another. Where the answer is
    /// false, the frame is still the caller's.
    /// </summary>
    public bool TrySend(GrainId target, Frame frame, PendingCall? call)
    {
        var bucket = target.GetUniformHashCode() % (uint)_buckets.Length;
        if (Volatile.Read(ref _buckets[bucket]) is { IsUsable: true } sticky && sticky.TrySend(frame))
        {
            OnSent(sticky, call);
            return true;
        }

        var usable = Volatile.Read(ref _usable);
        for (var i = -1; i < usable.Length; i++)
        {
            var candidate = i < 0 ? FindPreferred(usable) : usable[(uint)Interlocked.Increment(ref _next) % (uint)usable.Length];
            if (candidate is { IsUsable: true } && candidate.TrySend(frame))
            {
                Volatile.Write(ref _buckets[bucket], candidate);
                OnSent(candidate, call);
                return true;
            }
        }

        RefreshInBackground();
        return false;
    }

    private static void OnSent(GatewayConnection gateway, PendingCall? call)
    {
        if (call is not null)
        {
            call.RemoteTarget = gateway.Silo;

            // First the target, then the look: whoever fails the calls of a gateway that has closed looks for targets after.
            Interlocked.MemoryBarrier();
            if (gateway.IsDraining && gateway.Connection.Closed.IsCompleted)
            {
                // Whoever fails the calls of that gateway may not have seen this one.
                call.Fail(HasLeft(gateway, call.Message));
            }
        }
    }

    private static SiloUnavailableException HasLeft(GatewayConnection gateway, Message request) => new($"Gateway {gateway.Endpoint} has left; whether {request} ran is not known.");

    /// <summary>To the gateway of this silo and no other. As above.</summary>
    public bool TrySendTo(SiloAddress silo, Frame frame) => _bySilo.TryGetValue(silo, out var gateway) && gateway.TrySend(frame);

    /// <summary>The gateway asks for no more requests.</summary>
    public void Leave(GatewayConnection gateway)
    {
        LogLeaving(logger, gateway.Endpoint);
        gateway.Leave();
        Update();
    }

    public void OnManifest(GatewayConnection gateway, SiloManifest manifest)
    {
        gateway.Manifest = manifest;
        MergeManifests();
        _typesKnown.TrySetResult();
    }

    /// <summary>Says goodbye to the gateways, so that nobody waits for this client, unless there is no time for that.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        _isClosed = true;
        await DisposeTimersAsync();
        GatewayConnection[] open;
        lock (_gate)
        {
            open = [.. _all];
        }

        using var impatience = cancellationToken.UnsafeRegister(static state => Array.ForEach((GatewayConnection[])state!, gateway => gateway.Connection.Abort()), open);
        foreach (var gateway in open)
        {
            Runtime.Send(gateway, MessageDirection.Leave);
        }

        await Task.WhenAll(open.Select(gateway => gateway.Connection.CloseAsync()));
    }

    /// <summary>Of a client that was not stopped, nothing goes on either.</summary>
    public void Dispose()
    {
        _isClosed = true;
        foreach (var timer in Timers())
        {
            timer.Dispose();
        }

        GatewayConnection[] open;
        lock (_gate)
        {
            open = [.. _all];
        }

        foreach (var gateway in open)
        {
            gateway.Connection.Abort();
        }
    }

    private async ValueTask DisposeTimersAsync()
    {
        foreach (var timer in Timers())
        {
            await timer.DisposeAsync();
        }
    }

    private IEnumerable<ITimer> Timers() => new[] { _refresher, _manifestRefresher, Volatile.Read(ref _reconnect) }.OfType<ITimer>();

    private GatewayConnection? FindPreferred(GatewayConnection[] usable)
    {
        var index = gateways.Value.PreferredGatewayIndex;
        var listed = Volatile.Read(ref _listed);
        return index >= 0 && index < listed.Length ? Array.Find(usable, gateway => gateway.Endpoint.Equals(listed[index])) : null;
    }

    // One that is under way will do: it says whether there is a gateway.
    private void RefreshInBackground()
    {
        if (_refreshing.CurrentCount > 0)
        {
            RefreshAnew();
        }
    }

    // One that is under way may have passed by what this one is for.
    private async void RefreshAnew()
    {
        if (_isClosed)
        {
            return;
        }

        try
        {
            await RefreshAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogRefreshFailed(logger, exception);
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var listed = (await provider.GetGateways().ConfigureAwait(false)).Select(GatewayUri.EndpointOf).Distinct().ToArray();
            if (listed.Length == 0)
            {
                LogNoneListed(logger);
                return;
            }

            Volatile.Write(ref _listed, listed);
            await CompareAsync(listed).ConfigureAwait(false);
            await Task.WhenAll(listed.Where(IsMissing).Select(endpoint => TryConnectAsync(endpoint, cancellationToken))).ConfigureAwait(false);
            Update();
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private bool IsMissing(IPEndPoint endpoint)
    {
        lock (_gate)
        {
            return !_all.Exists(gateway => gateway.Endpoint.Equals(endpoint) && !gateway.Connection.Closed.IsCompleted);
        }
    }

    private async Task CompareAsync(IPEndPoint[] listed)
    {
        GatewayConnection[] all;
        lock (_gate)
        {
            all = [.. _all];
        }

        foreach (var gateway in all)
        {
            var isListed = listed.Contains(gateway.Endpoint);
            if (!isListed && !gateway.IsListed)
            {
                await gateway.Connection.CloseAsync().ConfigureAwait(false);
            }

            gateway.IsListed = isListed;
        }
    }

    private async Task TryConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            var runtime = Runtime;
            GatewayConnection? gateway = null;
            var protocol = new PeerProtocol(new Hello(cluster.Value.ClusterId, null, runtime.Credential, null), (_, frame) => runtime.OnFrame(gateway!, frame))
            {
                Welcomed = peer => gateway = OnWelcomed(endpoint, peer),
            };
            await network.ConnectAsync(endpoint, protocol, null, cancellationToken).ConfigureAwait(false);
            runtime.Send(gateway!, MessageDirection.ManifestRequest);
        }
        catch (ConnectionFailedException exception)
        {
            LogConnectFailed(logger, endpoint, exception);
        }
    }

    // Before the gateway's next frame is read: it may be a call whose answer must find the way back.
    private GatewayConnection OnWelcomed(IPEndPoint endpoint, PeerConnection peer)
    {
        var gateway = new GatewayConnection(endpoint, peer);
        if (gateway.Silo is { } silo)
        {
            _bySilo[silo] = gateway;
        }

        lock (_gate)
        {
            // At once, so that of two that come together each is told of.
            _all.Add(gateway);
            Update();
        }

        _ = peer.Closed.ContinueWith(_ => OnClosed(gateway), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (_isClosed)
        {
            // It was being opened while the others were closed.
            peer.Abort();
        }

        return gateway;
    }

    private void OnClosed(GatewayConnection gateway)
    {
        lock (_gate)
        {
            _all.Remove(gateway);
        }

        if (gateway.Silo is { } silo)
        {
            _bySilo.TryRemove(new KeyValuePair<SiloAddress, GatewayConnection>(silo, gateway));
        }

        Update();
        MergeManifests();
        foreach (var frame in gateway.Connection.TakeUnsent())
        {
            Runtime.SendAgain(frame);
        }

        if (gateway is { IsDraining: true, Silo: { } left })
        {
            Runtime.Calls.FailCallsTo(left, request => HasLeft(gateway, request));
        }

        if (!_isClosed)
        {
            LogClosed(logger, gateway.Endpoint);
            var timer = time.CreateTimer(
                static state => ((GatewayConnections)state!).RefreshAnew(), this, connectionOptions.Value.ConnectionRetryDelay, Timeout.InfiniteTimeSpan);
            Interlocked.Exchange(ref _reconnect, timer)?.Dispose();
        }
    }

    /// <summary>Brings the list of usable gateways up to date, and tells whoever wants to know how many there are.</summary>
    private void Update()
    {
        lock (_gate)
        {
            // In the order of the list, as far as it has them.
            var listed = _listed;
            var before = _usable.Length;
            Volatile.Write(ref _usable, [.. _all.Where(gateway => gateway.IsUsable).OrderBy(gateway => (uint)Array.IndexOf(listed, gateway.Endpoint))]);
            if (before != _usable.Length)
            {
                status.OnGatewayCount(_usable.Length, before, isStopping: _isClosed);
            }
        }
    }

    private void AskForManifests()
    {
        foreach (var gateway in Volatile.Read(ref _usable))
        {
            Runtime.Send(gateway, MessageDirection.ManifestRequest);
        }
    }

    private void MergeManifests()
    {
        lock (_gate)
        {
            var union = new Dictionary<GrainType, GrainProperties>();
            foreach (var (type, properties) in _all.SelectMany(gateway => gateway.Manifest?.Grains ?? []))
            {
                union.TryAdd(type, properties);
            }

            // What was known of a cluster that cannot be reached is better than nothing.
            if (union.Count > 0)
            {
                types.SetOthers(union);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {Gateway} could not be reached.")]
    private static partial void LogConnectFailed(ILogger logger, IPEndPoint gateway, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The connection to gateway {Gateway} is closed.")]
    private static partial void LogClosed(ILogger logger, IPEndPoint gateway);

    [LoggerMessage(Level = LogLevel.Information, Message = "Gateway {Gateway} is about to close; requests go through others.")]
    private static partial void LogLeaving(ILogger logger, IPEndPoint gateway);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of gateways could not be refreshed.")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of gateways is empty.")]
    private static partial void LogNoneListed(ILogger logger);
}
