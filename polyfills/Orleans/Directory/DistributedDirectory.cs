using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>
/// The in-memory grain directory. Each active silo owns the ids that a consistent hash gives it.
/// </summary>
/// <remarks>
/// <para>When the set of active silos changes, a silo that gains ids asks every other living silo for its activations
/// among them, and serves no request until it has the answers. A registration that was under way meanwhile is repeated
/// by its silo when it finds that the owner has changed. So no entry is lost, whoever leaves.</para>
/// <para>A silo asked for an id that it does not own says so, with the version that it knows; the caller waits for that
/// version and asks again. An owner that cannot be reached is asked again when the membership has changed.</para>
/// </remarks>
internal sealed partial class DistributedDirectory : IGrainDirectory, IDirectoryTarget, ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan ChangeTimeout = TimeSpan.FromSeconds(10);

    private readonly IServiceProvider _services;
    private readonly Catalog _catalog;
    private readonly MembershipManager _membership;
    private readonly SiloAddress _silo;
    private readonly ILogger _logger;
    private readonly DirectoryPartition _partition;
    private readonly Lock _gate = new();
    private DirectoryRing _ring;
    private Task _recovery = Task.CompletedTask;

    public DistributedDirectory(IServiceProvider services, Catalog catalog, MembershipManager membership, LocalSiloDetails silo, ILogger<DistributedDirectory> logger)
    {
        _services = services;
        _catalog = catalog;
        _membership = membership;
        _silo = silo.SiloAddress;
        _logger = logger;
        _partition = new DirectoryPartition(address => _membership.Snapshot.GetSiloStatus(address.SiloAddress!, address.MembershipVersion) == SiloStatus.Dead);
        _ring = new DirectoryRing(MembershipVersion.MinValue, []);
    }

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(DistributedDirectory),
        ServiceLifecycleStage.RuntimeInitialize,
        _ =>
        {
            _catalog.Add<IDirectoryTarget>(_silo, this);
            _membership.Subscribe(OnMembershipChange);
            return Task.CompletedTask;
        });

    public async Task<GrainAddress?> Register(GrainAddress address) => await Register(address, null);

    public async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        while (true)
        {
            var asked = Volatile.Read(ref _ring);
            var winner = await AskAsync(
                address.GrainId,
                (partition, state) => partition.Register(state.address, state.previousAddress),
                (target, version, state) => target.Register(state.address, state.previousAddress, version),
                (address, previousAddress));

            // Whoever owns the id by now has asked this silo for its activations, maybe before this one was registered.
            var current = Volatile.Read(ref _ring);
            if (ReferenceEquals(asked, current) || Equals(asked.OwnerOf(address.GrainId), current.OwnerOf(address.GrainId)))
            {
                return winner;
            }
        }
    }

    public Task<GrainAddress?> Lookup(GrainId grainId) => AskAsync(
        grainId,
        static (partition, id) => partition.Lookup(id),
        static (target, version, id) => target.Lookup(id, version),
        grainId).AsTask();

    public async Task Unregister(GrainAddress address)
    {
        // The last silo of a cluster leaves nobody behind who could look anything up.
        if (Volatile.Read(ref _ring).Silos.Length == 0)
        {
            return;
        }

        await AskAsync(
            address.GrainId,
            static (partition, entry) =>
            {
                partition.Unregister(entry);
                return null;
            },
            static (target, version, entry) => target.Unregister(entry, version),
            address);
    }

    public Task UnregisterSilos(List<SiloAddress> siloAddresses)
    {
        _partition.Remove(address => siloAddresses.Contains(address.SiloAddress!));
        return Task.CompletedTask;
    }

    ValueTask<DirectoryReply> IDirectoryTarget.Register(GrainAddress address, GrainAddress? previous, MembershipVersion version) =>
        ServeAsync(address.GrainId, version, static (partition, state) => partition.Register(state.address, state.previous), (address, previous));

    ValueTask<DirectoryReply> IDirectoryTarget.Lookup(GrainId grainId, MembershipVersion version) =>
        ServeAsync(grainId, version, static (partition, id) => partition.Lookup(id), grainId);

    ValueTask<DirectoryReply> IDirectoryTarget.Unregister(GrainAddress address, MembershipVersion version) => ServeAsync(
        address.GrainId,
        version,
        static (partition, entry) =>
        {
            partition.Unregister(entry);
            return null;
        },
        address);

    public async ValueTask<List<GrainAddress>> GetActivationsOf(SiloAddress owner, SiloAddress[] silos, MembershipVersion version)
    {
        await _membership.WaitForVersionAsync(version, ChangeTimeout);
        var ring = new DirectoryRing(version, silos);
        var result = new List<GrainAddress>();
        foreach (var activation in _catalog.Activations)
        {
            if (activation.IsRegistered && owner.Equals(ring.OwnerOf(activation.GrainId)))
            {
                result.Add(activation.Address);
            }
        }

        return result;
    }

    private async ValueTask<GrainAddress?> AskAsync<TState>(
        GrainId grainId,
        Func<DirectoryPartition, TState, GrainAddress?> here,
        Func<IDirectoryTarget, MembershipVersion, TState, ValueTask<DirectoryReply>> there,
        TState state)
    {
        while (true)
        {
            var ring = Volatile.Read(ref _ring);
            var owner = ring.OwnerOf(grainId) ?? throw new OrleansException("No silo of this cluster is active.");
            if (owner.Equals(_silo))
            {
                var recovery = Volatile.Read(ref _recovery);
                if (recovery.IsCompleted)
                {
                    return here(_partition, state);
                }

                await recovery;
                continue;
            }

            try
            {
                var reply = await there(SystemTargets.Get<IDirectoryTarget>(_services, owner), ring.Version, state);
                if (reply.IsOwner)
                {
                    return reply.Address;
                }

                await _membership.WaitForVersionAsync(reply.Version, ChangeTimeout);
                if (ReferenceEquals(ring, Volatile.Read(ref _ring)))
                {
                    await _membership.WaitForVersionAsync(new MembershipVersion(ring.Version.Value + 1), ChangeTimeout);
                }
            }
            catch (Exception exception) when (exception is OrleansMessageRejectionException or TimeoutException)
            {
                LogOwnerUnreachable(_logger, owner, grainId, exception);
                await _membership.WaitForVersionAsync(new MembershipVersion(ring.Version.Value + 1), ChangeTimeout);
            }
        }
    }

    private async ValueTask<DirectoryReply> ServeAsync<TState>(
        GrainId grainId, MembershipVersion version, Func<DirectoryPartition, TState, GrainAddress?> action, TState state)
    {
        await _membership.WaitForVersionAsync(version, ChangeTimeout);
        while (true)
        {
            var ring = Volatile.Read(ref _ring);
            if (!_silo.Equals(ring.OwnerOf(grainId)))
            {
                return new DirectoryReply(false, null, ring.Version);
            }

            var recovery = Volatile.Read(ref _recovery);
            if (recovery.IsCompleted)
            {
                return new DirectoryReply(true, action(_partition, state), ring.Version);
            }

            await recovery;
        }
    }

    private void OnMembershipChange(ClusterMembershipUpdate update)
    {
        foreach (var change in update.Changes)
        {
            if (change.Status == SiloStatus.Dead)
            {
                _partition.Remove(address => change.SiloAddress.Equals(address.SiloAddress));
            }
        }

        lock (_gate)
        {
            var active = update.Snapshot.Members.Values
                .Where(member => member.Status == SiloStatus.Active)
                .Select(member => member.SiloAddress)
                .Order()
                .ToArray();
            var previous = _ring;
            if (active.AsSpan().SequenceEqual(previous.Silos))
            {
                return;
            }

            var ring = new DirectoryRing(update.Snapshot.Version, active);

            // Before the ring: a request that finds the new ring must find the recovery that goes with it.
            if (active.Contains(_silo) && (!previous.Silos.Contains(_silo) || !Array.TrueForAll(previous.Silos, active.Contains)))
            {
                var others = update.Snapshot.Members.Values
                    .Where(member => member.Status is not (SiloStatus.Dead or SiloStatus.Created or SiloStatus.Joining) && !member.SiloAddress.Equals(_silo))
                    .Select(member => member.SiloAddress)
                    .ToArray();
                AddOwnActivations(ring);
                if (others.Length > 0)
                {
                    Volatile.Write(ref _recovery, RecoverAsync(ring, others, _recovery));
                }
            }

            Volatile.Write(ref _ring, ring);
            _partition.Remove(address => !_silo.Equals(ring.OwnerOf(address.GrainId)));
        }
    }

    private void AddOwnActivations(DirectoryRing ring)
    {
        foreach (var activation in _catalog.Activations)
        {
            if (activation.IsRegistered && _silo.Equals(ring.OwnerOf(activation.GrainId)))
            {
                _partition.Register(activation.Address, null);
            }
        }
    }

    private async Task RecoverAsync(DirectoryRing ring, SiloAddress[] others, Task earlier)
    {
        await Task.WhenAll(others.Select(other => RecoverFromAsync(ring, other))).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await earlier.ConfigureAwait(false);
    }

    private async Task RecoverFromAsync(DirectoryRing ring, SiloAddress other)
    {
        await Task.Yield();
        try
        {
            var addresses = await SystemTargets.Get<IDirectoryTarget>(_services, other).GetActivationsOf(_silo, ring.Silos, ring.Version).ConfigureAwait(false);
            foreach (var address in addresses)
            {
                _partition.Register(address, null);
            }
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // It is leaving or gone: its activations are ending anyway.
            LogRecoveryFailed(_logger, other, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Owner}, which owns the directory entry of {Grain}, cannot be reached; waiting for the membership to change.")]
    private static partial void LogOwnerUnreachable(ILogger logger, SiloAddress owner, GrainId grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Other} did not name its activations.")]
    private static partial void LogRecoveryFailed(ILogger logger, SiloAddress other, Exception exception);
}
