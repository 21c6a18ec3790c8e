using Orleans.Messaging;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime;

/// <summary>
/// A client's connections to all gateways. A grain's messages keep to one gateway, through a bucket that its hash
/// chooses; when that gateway is gone the bucket gets another.
/// </summary>
internal sealed partial class GatewayConnections(
    PeerNetwork network,
    IServiceProvider services,
    IGatewayListProvider provider,
    GrainTypeMap types,
    IOptions<ClusterOptions> cluster,
    IOptions<ClientMessagingOptions> messaging,
    IOptions<GatewayOptions> gateways,
    IEnumerable<IClusterConnectionStatusObserver> observers,
    TimeProvider time,
    ILogger<GatewayConnections> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly PeerConnection?[] _buckets = new PeerConnection?[messaging.Value.ClientSenderBuckets];
    private Dictionary<IPEndPoint, PeerConnection> _connections = [];
    private PeerConnection[] _live = [];
    private Dictionary<string, string> _manifest = [];
    private int _next;
    private ITimer? _refresher;
    private volatile bool _isClosed;

    /// <summary>Fails when there is no gateway that can be reached.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        types.Fallback = (contract, _) => _manifest.TryGetValue(GrainInterfaceNames.Of(contract).ToString(), out var grainType) ? GrainType.Create(grainType) : null;
        await provider.InitializeGatewayListProvider();
        await RefreshAsync(cancellationToken);
        if (_live.Length == 0)
        {
            throw new ConnectionFailedException("Unable to connect to any of the gateways of the cluster.");
        }

        var period = gateways.Value.GatewayListRefreshPeriod;
        _refresher ??= time.CreateTimer(static state => ((GatewayConnections)state!).RefreshInBackground(), this, period, period);
    }

    /// <summary>Where the answer is false, the frame is still the caller's.</summary>
    public bool TrySend(GrainId target, Frame frame)
    {
        var bucket = target.GetUniformHashCode() % (uint)_buckets.Length;
        if (Volatile.Read(ref _buckets[bucket]) is { } sticky && sticky.TrySend(frame) == SendResult.Sent)
        {
            return true;
        }

        var live = Volatile.Read(ref _live);
        for (var i = 0; i < live.Length; i++)
        {
            var candidate = live[(uint)Interlocked.Increment(ref _next) % (uint)live.Length];
            if (candidate.TrySend(frame) == SendResult.Sent)
            {
                Volatile.Write(ref _buckets[bucket], candidate);
                return true;
            }
        }

        RefreshInBackground();
        return false;
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        if (_refresher is not null)
        {
            await _refresher.DisposeAsync();
        }

        foreach (var connection in Volatile.Read(ref _live))
        {
            await connection.CloseAsync();
        }
    }

    private async void RefreshInBackground()
    {
        if (_isClosed || _refreshing.CurrentCount == 0)
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
            foreach (var uri in await provider.GetGateways().ConfigureAwait(false))
            {
                var endpoint = new IPEndPoint(IPAddress.Parse(uri.Host), uri.Port);
                if (!_connections.ContainsKey(endpoint))
                {
                    await TryConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private async Task TryConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            var runtime = services.GetRequiredService<ClientRuntime>();
            var protocol = new PeerProtocol(new Hello(cluster.Value.ClusterId, null, runtime.OutsideSender, null, []), (_, frame) => runtime.OnFrame(frame));
            var connection = await network.ConnectAsync(endpoint, protocol, null, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _manifest, connection.Peer.Manifest.ToDictionary(entry => entry.Interface, entry => entry.GrainType));
            Change(connections => connections[endpoint] = connection);
            _ = connection.Closed.ContinueWith(
                _ => OnClosed(endpoint),
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
        }
        catch (ConnectionFailedException exception)
        {
            LogConnectFailed(logger, endpoint.ToString(), exception);
        }
    }

    private void OnClosed(IPEndPoint endpoint)
    {
        Change(connections => connections.Remove(endpoint));
        if (_live.Length == 0 && !_isClosed)
        {
            foreach (var observer in observers)
            {
                observer.NotifyClusterConnectionLost();
            }
        }
    }

    private void Change(Action<Dictionary<IPEndPoint, PeerConnection>> change)
    {
        int before;
        int after;
        lock (_gate)
        {
            before = _live.Length;
            var connections = new Dictionary<IPEndPoint, PeerConnection>(_connections);
            change(connections);
            _connections = connections;
            Volatile.Write(ref _live, [.. connections.Values]);
            after = _live.Length;
        }

        foreach (var observer in observers)
        {
            observer.NotifyGatewayCountChanged(after, before, before == 0 && after > 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gateway {Gateway} could not be reached.")]
    private static partial void LogConnectFailed(ILogger logger, string gateway, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The list of gateways could not be refreshed.")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);
}
