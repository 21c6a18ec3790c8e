namespace Orleans.Runtime;

/// <summary>Which gateways each external client of the cluster is connected to. Every silo has the whole of it.</summary>
/// <remarks>
/// <para>Each gateway is the only writer of its own entry: the set of its clients with a version. It sends the entry
/// to every other living silo whenever it changes, and to a silo that joins; one message per silo is under way at a
/// time, and the next one carries whatever has changed since. A silo takes an entry if its version is higher than what it
/// has, so that repeated and reordered announcements do nothing.</para>
/// <para>Failures. An announcement that does not arrive is sent again after a pause, for as long as its silo is alive.
/// A gateway that dies: every silo drops its entry when the membership says so; announcements of the dead that arrive
/// later are refused. Until then messages to it fail to be sent, and go through another gateway of the client. A gateway
/// that leaves announces first that it has no clients. A client that breaks off stays in the entry as absent until it is
/// back or the gateway gives it up; one that comes back, to this gateway or another, is connected there in the
/// next announcement. A client that this silo does not know: it asks all silos for entries newer than what it has, one
/// such round at a time, before it gives up.</para>
/// <para>Entries are also asked for anew from time to time, in case of a defect that nobody has thought of.</para>
/// </remarks>
internal sealed partial class ClientDirectory(
    IServiceProvider services,
    Catalog catalog,
    MembershipManager membership,
    LocalSiloDetails silo,
    IOptions<SiloMessagingOptions> messaging,
    IOptions<ClusterMembershipOptions> membershipOptions,
    IOptions<ConnectionOptions> connections,
    TimeProvider time,
    ILogger<ClientDirectory> logger) : IClientDirectoryTarget, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<SiloAddress, ClientAnnouncement> _entries = new();

    // By silo: the version that it has confirmed, and whether an announcement to it is under way.
    private readonly Dictionary<SiloAddress, (long Confirmed, bool IsUnderWay)> _peers = [];
    private readonly ConcurrentDictionary<SiloAddress, long> _unreachable = new();
    private Gateway? _gateway;
    private Task? _round;
    private ClientAnnouncement? _latest;
    private long _version;
    private ITimer? _refresher;

    private Gateway Gateway => _gateway ??= services.GetRequiredService<Gateway>();

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(ClientDirectory), ServiceLifecycleStage.RuntimeInitialize, _ =>
        {
            catalog.Add<IClientDirectoryTarget>(silo.SiloAddress, this);
            membership.Subscribe(OnMembershipChange);
            return Task.CompletedTask;
        });
        lifecycle.Subscribe(nameof(ClientDirectory), ServiceLifecycleStage.Active, StartAsync, StopAsync);
    }

    /// <summary>Another silo that has the client, one where it is connected rather than absent; null when none is known.</summary>
    public SiloAddress? Find(GrainId client, SiloAddress? except = null)
    {
        SiloAddress? found = null;
        var best = int.MinValue;
        foreach (var (gateway, entry) in _entries)
        {
            if (!gateway.Equals(except) && Rank(entry, client) is var rank && rank > best)
            {
                found = gateway;
                best = rank;
            }
        }

        return found;
    }

    public bool IsConnectedElsewhere(GrainId client)
    {
        foreach (var (_, entry) in _entries)
        {
            if (entry.Connected.Contains(client))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The gateway could not be reached: until the pause is over, others are asked first.</summary>
    public void OnUnreachable(SiloAddress gateway)
    {
        if (_entries.ContainsKey(gateway))
        {
            _unreachable[gateway] = time.GetTimestamp();
        }
    }

    /// <summary>The clients of this silo's gateway are not what they were.</summary>
    public void OnLocalChange()
    {
        Interlocked.Increment(ref _version);
        AnnounceToAll();
    }

    /// <summary>Asks all silos for entries newer than those here.</summary>
    public Task RefreshAsync()
    {
        lock (_gate)
        {
            return _round is { IsCompleted: false } ? _round : _round = RunRoundAsync();
        }
    }

    public ValueTask Announce(ClientAnnouncement announcement)
    {
        Apply(announcement);
        return default;
    }

    public ValueTask<ClientAnnouncement?> GetClients(long knownVersion) =>
        ValueTask.FromResult(Volatile.Read(ref _version) == knownVersion ? null : Describe());

    private Task StartAsync(CancellationToken cancellationToken)
    {
        var period = messaging.Value.ClientRegistrationRefresh;
        _refresher = time.CreateTimer(static state => _ = ((ClientDirectory)state!).RefreshAsync(), this, period, period);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_refresher is not null)
        {
            await _refresher.DisposeAsync();
        }
    }

    private int Rank(ClientAnnouncement entry, GrainId client)
    {
        var rank = entry.Connected.Contains(client) ? 4 : entry.Absent.Contains(client) ? 0 : int.MinValue;
        if (rank == int.MinValue)
        {
            return rank;
        }

        var isReachable = !_unreachable.TryGetValue(entry.Gateway, out var since) || time.GetElapsedTime(since) > connections.Value.ConnectionRetryDelay;
        return rank + (isReachable ? 2 : 0) + (membership.Snapshot.GetSiloStatus(entry.Gateway) == SiloStatus.Active ? 1 : 0);
    }

    private ClientAnnouncement Describe()
    {
        lock (_gate)
        {
            // The version first: what the gateway says then is at least as new, and a later change announces itself.
            var version = Volatile.Read(ref _version);
            if (_latest?.Version != version)
            {
                var (connected, absent) = Gateway.GetClients();
                _latest = new ClientAnnouncement(silo.SiloAddress, version, connected, absent);
            }

            return _latest;
        }
    }

    private void Apply(ClientAnnouncement announcement)
    {
        ClientAnnouncement? previous;
        lock (_gate)
        {
            _entries.TryGetValue(announcement.Gateway, out previous);
            if (previous?.Version >= announcement.Version
                || announcement.Gateway.Equals(silo.SiloAddress)
                || membership.Snapshot.GetSiloStatus(announcement.Gateway) == SiloStatus.Dead)
            {
                return;
            }

            _entries[announcement.Gateway] = announcement;
        }

        _unreachable.TryRemove(announcement.Gateway, out _);
        Gateway.OnConnectedElsewhere(previous is null ? announcement.Connected : announcement.Connected.Except(previous.Connected));
    }

    private void OnMembershipChange(ClusterMembershipUpdate update)
    {
        foreach (var change in update.Changes)
        {
            if (change.Status == SiloStatus.Dead)
            {
                lock (_gate)
                {
                    _entries.TryRemove(change.SiloAddress, out _);
                    _peers.Remove(change.SiloAddress);
                }

                _unreachable.TryRemove(change.SiloAddress, out _);
            }
        }

        if (Volatile.Read(ref _version) > 0)
        {
            AnnounceToAll();
        }
    }

    private void AnnounceToAll()
    {
        foreach (var peer in Others())
        {
            Announce(peer);
        }
    }

    private void Announce(SiloAddress peer)
    {
        lock (_gate)
        {
            var (confirmed, isUnderWay) = _peers.GetValueOrDefault(peer);
            if (isUnderWay || confirmed >= Volatile.Read(ref _version))
            {
                return;
            }

            _peers[peer] = (confirmed, true);
        }

        // Not on the turn of a grain or a system target that may have led here.
        ThreadPool.UnsafeQueueUserWorkItem(static state => _ = state.directory.AnnounceAsync(state.peer), (directory: this, peer), preferLocal: false);
    }

    private async Task AnnounceAsync(SiloAddress peer)
    {
        var announcement = Describe();
        var isConfirmed = false;
        try
        {
            await Target(peer).Announce(announcement).AsTask().ConfigureAwait(false);
            isConfirmed = true;
        }
        catch (Exception exception)
        {
            LogNotAnnounced(logger, peer, exception);
        }

        if (!isConfirmed)
        {
            await Task.Delay(connections.Value.ConnectionRetryDelay, time).ConfigureAwait(false);
        }

        lock (_gate)
        {
            if (!_peers.TryGetValue(peer, out var state))
            {
                return;
            }

            _peers[peer] = (isConfirmed ? announcement.Version : state.Confirmed, false);
        }

        if (IsAlive(membership.Snapshot.GetSiloStatus(peer)) && IsAlive(membership.LocalStatus))
        {
            Announce(peer);
        }
    }

    private async Task RunRoundAsync()
    {
        // Nothing is sent under the lock under which this is called, nor on the turn of whoever asks.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await Task.WhenAll(Others().Select(AskAsync)).ConfigureAwait(false);
    }

    private async Task AskAsync(SiloAddress peer)
    {
        try
        {
            var known = _entries.TryGetValue(peer, out var entry) ? entry.Version : 0;
            var newer = await Target(peer).GetClients(known).AsTask().WaitAsync(membershipOptions.Value.ProbeTimeout, time).ConfigureAwait(false);
            if (newer is not null)
            {
                Apply(newer);
            }
        }
        catch (Exception exception)
        {
            LogNotAsked(logger, peer, exception);
        }
    }

    private IEnumerable<SiloAddress> Others() => membership.Snapshot.Members.Values
        .Where(member => IsAlive(member.Status) && !member.SiloAddress.Equals(silo.SiloAddress))
        .Select(member => member.SiloAddress);

    private static bool IsAlive(SiloStatus status) => status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;

    private IClientDirectoryTarget Target(SiloAddress peer) => SystemTargets.Get<IClientDirectoryTarget>(services, peer);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Peer} could not be told of this gateway's clients; it will be told again.")]
    private static partial void LogNotAnnounced(ILogger logger, SiloAddress peer, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Peer} could not be asked for its clients.")]
    private static partial void LogNotAsked(ILogger logger, SiloAddress peer, Exception exception);
}
