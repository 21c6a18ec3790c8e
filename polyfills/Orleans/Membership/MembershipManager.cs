namespace Orleans.Runtime;

/// <summary>
/// This silo's view of the cluster, read from the membership table, and its own row in it. A change that a silo makes to
/// the table is told to the others at once; all read the table again from time to time in case that message was lost.
/// </summary>
/// <remarks>
/// Rows change by compare-and-swap on the table's version. States: Joining (the silo answers messages) → Active (it is
/// given grains and owns part of the directory) → ShuttingDown (it ends its grains) → Stopping → Dead.
/// </remarks>
internal sealed partial class MembershipManager(
    IServiceProvider services,
    LocalSiloDetails silo,
    IOptions<ClusterMembershipOptions> options,
    TimeProvider time,
    ILogger<MembershipManager> logger) : IClusterMembershipService, IMembershipTarget, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly List<Action<ClusterMembershipUpdate>> _subscribers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClusterMembershipSnapshot _snapshot = new(
        ImmutableDictionary<SiloAddress, ClusterMember>.Empty.Add(silo.SiloAddress, new ClusterMember(silo.SiloAddress, SiloStatus.Created, silo.Name)),
        MembershipVersion.MinValue);

    private IMembershipTable? _table;
    private ITimer? _refresher;
    private MembershipVersion _appliedVersion = MembershipVersion.MinValue;
    private volatile bool _isStopping;

    public ClusterMembershipSnapshot Snapshot => Volatile.Read(ref _snapshot);

    public ClusterMembershipSnapshot CurrentSnapshot => Snapshot;

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => EnumerateUpdates();

    public SiloStatus LocalStatus => Snapshot.GetSiloStatus(silo.SiloAddress);

    private IMembershipTable Table => _table ??= services.GetRequiredService<IMembershipTable>();

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(MembershipManager), ServiceLifecycleStage.RuntimeServices, JoinAsync, _ => SetStatusAsync(SiloStatus.Stopping));
        lifecycle.Subscribe(nameof(MembershipManager), ServiceLifecycleStage.RuntimeInitialize + 1, StartAsync, StopAsync);
        lifecycle.Subscribe(
            nameof(MembershipManager),
            ServiceLifecycleStage.BecomeActive,
            _ => SetStatusAsync(SiloStatus.Active),
            token => SetStatusAsync(token.IsCancellationRequested ? SiloStatus.Stopping : SiloStatus.ShuttingDown));
    }

    /// <summary>Called for each change, one at a time. The changes since the start are not repeated.</summary>
    public void Subscribe(Action<ClusterMembershipUpdate> subscriber)
    {
        lock (_gate)
        {
            _subscribers.Add(subscriber);
        }
    }

    public async ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default)
    {
        if (minimumVersion != default && Snapshot.Version >= minimumVersion)
        {
            return;
        }

        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            Apply(await Table.ReadAll());
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Until this version, or a later one, has been read and every subscriber has seen it.</summary>
    public async Task WaitForVersionAsync(MembershipVersion version, TimeSpan timeout)
    {
        if (HasApplied(version))
        {
            return;
        }

        await Refresh(version);
        using var expiry = new CancellationTokenSource(timeout, time);
        while (true)
        {
            var changed = Volatile.Read(ref _changed);
            if (HasApplied(version))
            {
                return;
            }

            await changed.Task.WaitAsync(expiry.Token).ConfigureAwait(false);
        }
    }

    public async Task<bool> TryKill(SiloAddress siloAddress)
    {
        var result = await UpdateRowAsync(siloAddress, SiloStatus.Dead);
        await GossipAsync(result);
        return Snapshot.GetSiloStatus(siloAddress) == SiloStatus.Dead;
    }

    async ValueTask IMembershipTarget.OnChanged(MembershipVersion version)
    {
        if (!_isStopping)
        {
            await Refresh(version);
        }
    }

    ValueTask<SiloStatus> IMembershipTarget.Ping() => ValueTask.FromResult(LocalStatus);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<Catalog>().Add<IMembershipTarget>(silo.SiloAddress, this);
        return Table.InitializeMembershipTable(true);
    }

    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var data = await Table.ReadAll();
            foreach (var (row, _) in data.Members)
            {
                if (row.Status != SiloStatus.Dead && row.SiloAddress.IsPredecessorOf(silo.SiloAddress))
                {
                    await UpdateRowAsync(row.SiloAddress, SiloStatus.Dead);
                }
            }

            data = await Table.ReadAll();
            if (await Table.InsertRow(CreateRow(), data.Version.Next()))
            {
                break;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        await Refresh(cancellationToken: cancellationToken);
        await GossipAsync(Snapshot.Version);
        var period = options.Value.TableRefreshTimeout;
        _refresher = time.CreateTimer(static state => ((MembershipManager)state!).RefreshInBackground(), this, period, period);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        if (_refresher is not null)
        {
            await _refresher.DisposeAsync();
            await SetStatusAsync(SiloStatus.Dead);
        }
    }

    private MembershipEntry CreateRow()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new MembershipEntry
        {
            SiloAddress = silo.SiloAddress,
            Status = SiloStatus.Joining,
            SiloName = silo.Name,
            HostName = silo.DnsHostName,
            ProxyPort = silo.GatewayAddress?.Endpoint.Port ?? 0,
            RoleName = System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name,
            StartTime = now,
            IAmAliveTime = now,
        };
    }

    private async Task SetStatusAsync(SiloStatus status)
    {
        LogStatus(logger, silo.SiloAddress, status);
        await GossipAsync(await UpdateRowAsync(silo.SiloAddress, status));
    }

    private async Task<MembershipVersion> UpdateRowAsync(SiloAddress address, SiloStatus status)
    {
        while (true)
        {
            var data = await Table.ReadAll();
            if (data.TryGet(address) is not var (row, etag) || row.Status >= status)
            {
                break;
            }

            var changed = row.Copy();
            changed.Status = status;
            if (await Table.UpdateRow(changed, etag, data.Version.Next()))
            {
                break;
            }
        }

        await Refresh();
        return Snapshot.Version;
    }

    /// <summary>Tells the others, and waits, for a limited time, until they have read the table or cannot be reached.</summary>
    private async Task GossipAsync(MembershipVersion version)
    {
        var others = Snapshot.Members.Values.Where(member => member.Status != SiloStatus.Dead && !member.SiloAddress.Equals(silo.SiloAddress));
        await Task.WhenAll(others.Select(async member =>
        {
            try
            {
                await SystemTargets.Get<IMembershipTarget>(services, member.SiloAddress).OnChanged(version).AsTask().WaitAsync(options.Value.ProbeTimeout, time);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                LogGossipFailed(logger, member.SiloAddress, exception);
            }
        }));
    }

    private bool HasApplied(MembershipVersion version)
    {
        lock (_gate)
        {
            return _appliedVersion >= version;
        }
    }

    private async void RefreshInBackground()
    {
        try
        {
            await Refresh();
        }
        catch (Exception exception)
        {
            LogRefreshFailed(logger, exception);
        }
    }

    private void Apply(MembershipTableData data)
    {
        lock (_gate)
        {
            var version = new MembershipVersion(data.Version.Version);
            var previous = _snapshot;
            if (version <= previous.Version)
            {
                return;
            }

            var members = data.Members.ToImmutableDictionary(
                member => member.Item1.SiloAddress,
                member => new ClusterMember(member.Item1.SiloAddress, member.Item1.Status, member.Item1.SiloName));
            var snapshot = new ClusterMembershipSnapshot(members, version);
            Volatile.Write(ref _snapshot, snapshot);
            var update = snapshot.CreateUpdate(previous);
            foreach (var subscriber in _subscribers)
            {
                subscriber(update);
            }

            _appliedVersion = version;
            var changed = _changed;
            Volatile.Write(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            changed.SetResult();
            if (!_isStopping && snapshot.GetSiloStatus(silo.SiloAddress) == SiloStatus.Dead && members.ContainsKey(silo.SiloAddress))
            {
                services.GetRequiredService<IFatalErrorHandler>().OnFatalException(this, $"Silo {silo.SiloAddress} has been declared dead by its cluster.", null);
            }
        }
    }

    private async IAsyncEnumerable<ClusterMembershipSnapshot> EnumerateUpdates([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ClusterMembershipSnapshot? last = null;
        while (true)
        {
            var changed = Volatile.Read(ref _changed);
            var current = Snapshot;
            if (!ReferenceEquals(current, last))
            {
                last = current;
                yield return current;
            }

            await changed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} is {Status}.")]
    private static partial void LogStatus(ILogger logger, SiloAddress silo, SiloStatus status);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Silo} could not be told of a membership change.")]
    private static partial void LogGossipFailed(ILogger logger, SiloAddress silo, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The membership table could not be read.")]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);
}
