namespace Orleans.Runtime;

/// <summary>
/// This silo's view of the cluster, as last read from the membership table, and its writes to that table.
/// </summary>
/// <remarks>
/// <para><b>States.</b> One row per incarnation of a silo, whose status only ever grows: Created → Joining (it answers
/// messages) → Active (it is given grains, owns part of the directory, watches others) → ShuttingDown (it ends its
/// grains) → Stopping → Dead. A silo writes its own row; others write only votes, and Dead.</para>
/// <para><b>Invariants.</b> Every write is conditional on the version of the table that it was decided on, and raises
/// it; so writes are totally ordered, and each is decided knowing all earlier ones. A reading is applied only if its
/// version is newer than the view's: what observers see is a subsequence of the table's history. They are called one at
/// a time, in that order. Dead is never undone: no write lowers a status, and a silo that reads its own row as Dead, or
/// no longer finds it (rows of the dead are cleaned away), stops acting at once and ends its process.</para>
/// <para><b>Failures.</b> <i>Gossip lost</i>: the table is read again every
/// <see cref="ClusterMembershipOptions.TableRefreshTimeout"/>. <i>Conditional write lost to another</i>: the decision is
/// made anew on a fresh reading, after a random pause that grows. <i>Table unavailable</i>: the view stays as it is,
/// nobody becomes stale or is declared dead, nobody joins; everything is tried again in its next period. <i>Write whose
/// outcome is unknown</i>: deciding anew on a fresh reading finds it done. <i>Table gone back to an older state</i> (its
/// home was replaced): ignored until it is newer. <i>Clock jumps</i>: votes and IAmAlive times are compared with this
/// silo's clock, so the clocks of a cluster must agree to well within those limits; a jump makes silos stale or votes
/// expire, which alone kills nobody.</para>
/// <para>The other parts of the protocol: <see cref="MembershipAgent"/> takes the silo through its states,
/// <see cref="SiloProber"/> watches the others.</para>
/// </remarks>
internal sealed partial class MembershipManager(
    IServiceProvider services,
    LocalSiloDetails silo,
    IMembershipPeers peers,
    IOptions<ClusterMembershipOptions> options,
    TimeProvider time,
    Random random,
    ILogger<MembershipManager> logger) : IClusterMembershipService
{
    private static readonly TimeSpan FirstConflictPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestConflictPause = TimeSpan.FromSeconds(1);
    private const int MaxTableFailures = 5;

    private readonly Lock _gate = new();
    private Task _refresh = Task.CompletedTask;
    private Task? _nextRefresh;
    private readonly List<Action<ClusterMembershipUpdate>> _subscribers = [];
    private readonly List<Action<MembershipReading>> _readers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClusterMembershipSnapshot _snapshot = new(
        ImmutableDictionary<SiloAddress, ClusterMember>.Empty.Add(silo.SiloAddress, new ClusterMember(silo.SiloAddress, SiloStatus.Created, silo.Name)),
        MembershipVersion.MinValue);

    private MembershipReading _reading = MembershipReading.None;
    private IMembershipTable? _table;
    private MembershipVersion _appliedVersion = MembershipVersion.MinValue;
    private MembershipVersion _joinedAt;
    private volatile SiloStatus _localStatus = SiloStatus.Created;

    public ClusterMembershipSnapshot Snapshot => Volatile.Read(ref _snapshot);

    public ClusterMembershipSnapshot CurrentSnapshot => Snapshot;

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => EnumerateUpdates();

    /// <summary>What this silo does. It leads its row when the silo ends: it must not act as active until that is written.</summary>
    public SiloStatus LocalStatus => _localStatus;

    /// <summary>The rows that the snapshot was made of, with newer IAmAlive times where there are any.</summary>
    public MembershipReading Reading => Volatile.Read(ref _reading);

    // Tables may need services that need this one.
    private IMembershipTable Table => _table ??= services.GetRequiredService<IMembershipTable>();

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Called for each change, one at a time. The changes since the start are not repeated.</summary>
    public void Subscribe(Action<ClusterMembershipUpdate> subscriber)
    {
        lock (_gate)
        {
            _subscribers.Add(subscriber);
        }
    }

    /// <summary>Called after each reading of the table, changed or not, and outside of any lock.</summary>
    public void SubscribeToReadings(Action<MembershipReading> reader)
    {
        lock (_gate)
        {
            _readers.Add(reader);
        }
    }

    public Task InitializeTableAsync() => Table.InitializeMembershipTable(true);

    public async ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default)
    {
        if (minimumVersion != default && Snapshot.Version >= minimumVersion)
        {
            return;
        }

        Task refresh;
        lock (_gate)
        {
            // One read at a time. It must begin after it was asked for, so that all who ask while one is under way share the next.
            refresh = _nextRefresh ??= TaskScheduler.Current == TaskScheduler.Default
                ? RefreshAfterAsync(_refresh)
                : Task.Run(() => RefreshAfterAsync(_refresh), CancellationToken.None);
        }

        await refresh.WaitAsync(cancellationToken);
    }

    /// <summary>Until this version, or a later one, has been read and every subscriber has seen it.</summary>
    /// <exception cref="OperationCanceledException">It took longer than the limit, whether or not the table could be read.</exception>
    public async Task WaitForVersionAsync(MembershipVersion version, TimeSpan timeout)
    {
        if (HasApplied(version))
        {
            return;
        }

        using var expiry = new CancellationTokenSource(timeout, time);
        try
        {
            await Refresh(version, expiry.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !expiry.IsCancellationRequested)
        {
            // A later reading of the table may still bring it in time; where that is over, it says so below.
            LogNotRead(logger, version, exception);
        }

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
        ArgumentNullException.ThrowIfNull(siloAddress);
        return await DeclareDeadAsync(siloAddress, "it was asked for", CancellationToken.None);
    }

    private bool HasApplied(MembershipVersion version)
    {
        lock (_gate)
        {
            return _appliedVersion >= version;
        }
    }

    // Never on the scheduler of an activation: others wait for this, and the activation may end first.
    private async Task RefreshAfterAsync(Task previous)
    {
        await Task.Yield();
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        lock (_gate)
        {
            _refresh = _nextRefresh!;
            _nextRefresh = null;
        }

        await ReadAsync();
    }

    private async Task<MembershipReading> ReadAsync()
    {
        var table = await Table.ReadAll();
        var reading = new MembershipReading(table, Now);
        Apply(reading);
        return reading;
    }

    private void Apply(MembershipReading reading)
    {
        Action<MembershipReading>[] readers;
        lock (_gate)
        {
            var version = reading.Version;
            var previous = _snapshot;
            if (version < previous.Version)
            {
                return;
            }

            Volatile.Write(ref _reading, reading);
            readers = [.. _readers];
            if (version > previous.Version)
            {
                var members = reading.Rows.ToImmutableDictionary(
                    static row => row.SiloAddress,
                    static row => new ClusterMember(row.SiloAddress, row.Status, row.SiloName ?? string.Empty));
                if (_localStatus == SiloStatus.Created && !members.ContainsKey(silo.SiloAddress))
                {
                    // Not yet in the table is not dead.
                    members = members.Add(silo.SiloAddress, previous.Members[silo.SiloAddress]);
                }

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
            }
        }

        EndIfDeclaredDead(reading);
        foreach (var reader in readers)
        {
            reader(reading);
        }
    }

    private void EndIfDeclaredDead(MembershipReading reading)
    {
        lock (_gate)
        {
            // A reading from before this silo's row was written says nothing about it.
            if (_localStatus is SiloStatus.Created or SiloStatus.Dead
                || reading.Version < _joinedAt
                || reading.Find(silo.SiloAddress) is { Status: not SiloStatus.Dead })
            {
                return;
            }

            _localStatus = SiloStatus.Dead;
        }

        LogDeclaredDead(logger, silo.SiloAddress, "its cluster said so");
        services.GetRequiredService<IFatalErrorHandler>().OnFatalException(
            this,
            $"Silo {silo.SiloAddress} has been declared dead by its cluster, which may run its grains elsewhere already; its process must end. Check for long pauses, a starved thread pool or a broken network.");
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
}
