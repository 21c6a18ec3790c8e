namespace Orleans.Runtime;

/// <summary>
/// An in-memory directory: each active silo owns the ids that a hash ring gives it, and keeps one entry for each of
/// them that is registered, with no replica. What happens when an owner leaves is for the two kinds to say.
/// </summary>
/// <remarks>
/// <para><b>State.</b> Each silo has a <see cref="DirectoryView"/>: the membership version that it has applied, the ring of
/// the silos active in it, and the recoveries that are under way. Each has the entries of the ids that it owns in that
/// view. And each knows which of its activations are registered: this, not the entries, is what entries are rebuilt from.</para>
/// <para><b>Invariants.</b> (1) An operation acts on an entry only while the acting silo owns the id in its current view and
/// no recovery covers it; view and entry are looked at under one lock, through which every change of view passes too.
/// (2) The acting silo's view is at least as new as the asker's. (3) A silo whose view changes between asking and marking
/// its activation as registered asks again. (4) A silo lists its registered activations for an owner only once its view is
/// at least as new as that owner's gain. By 2, 3 and 4 a registration is either listed, or repeated at the new owner.
/// So there is one entry per grain, and one registered activation, whenever the silos' views agree.</para>
/// <para><b>An owner gains ids</b> (it joins, or another leaves): it asks every living silo, itself included, for its
/// registered activations among them, and serves none of these ids until all have answered or are dead, or until the
/// range lease has passed; a silo that answers only later is still heard. Where two silos name the same grain, the second
/// is told to end its activation.</para>
/// <para><b>An owner loses ids</b> (another joins): it drops the entries; the activations are named to the new owner.</para>
/// <para><b>Messages</b> may be lost, late or repeated: every request can be repeated, a registration by its activation id.
/// An asker whose answer is lost asks again for a while, then fails. A registration that arrives after its activation has
/// ended leaves an entry that points to a living silo without that activation: the next activation there, being the only
/// one of its grain in that silo, replaces it (see <see cref="Activation"/>).</para>
/// <para><b>Dead silos</b>: entries that point to them are dropped when they are declared dead, are never given out after, and
/// never made after. A silo that is asked but does not own the id says so with its version; the asker catches up.</para>
/// </remarks>
internal abstract partial class RingDirectory : IClusterDirectory, IDirectoryTarget
{
    private const int PageSize = 50_000;
    private static readonly TimeSpan ChangeLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan ListLimit = TimeSpan.FromSeconds(5);

    private readonly IDirectoryHost _host;
    private readonly int _placesPerSilo;
    private readonly TimeSpan _rangeLease;
    private readonly ILogger _logger;
    private readonly DirectoryPartition _partition;
    private readonly Lock _gate = new();
    private DirectoryView _view;

    protected RingDirectory(IDirectoryHost host, int placesPerSilo, TimeSpan rangeLease, ILogger logger)
    {
        _host = host;
        _placesPerSilo = placesPerSilo;
        _rangeLease = rangeLease;
        _logger = logger;
        _partition = new DirectoryPartition(IsDead);
        _view = new DirectoryView(MembershipVersion.MinValue, new DirectoryRing([], placesPerSilo), []);
    }

    public IEnumerable<GrainAddress> Entries => _partition.Entries;

    protected IDirectoryHost Host => _host;

    protected ILogger Logger => _logger;

    /// <summary>From here on this silo answers its peers and hears of the membership's changes.</summary>
    public void Join() => _host.Join(this);

    public async Task<GrainAddress?> Register(GrainAddress address) => await AskAsync(DirectoryOperation.Register, DirectoryRequest.For(address)).ConfigureAwait(false);

    public async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress) =>
        await AskAsync(DirectoryOperation.Register, DirectoryRequest.For(address, previousAddress)).ConfigureAwait(false);

    public async ValueTask<GrainAddress?> Register(IDirectoryRegistrant registrant, GrainAddress? previous)
    {
        while (true)
        {
            var asked = Volatile.Read(ref _view);
            var winner = await AskAsync(DirectoryOperation.Register, DirectoryRequest.For(registrant.Address, previous)).ConfigureAwait(false);
            if (!registrant.Address.Matches(winner))
            {
                registrant.IsRegistered = false;
                return winner;
            }

            // First the mark, then the look: whoever changes the view looks for marks after.
            registrant.IsRegistered = true;
            if (asked.Version == Volatile.Read(ref _view).Version)
            {
                return winner;
            }
        }
    }

    public Task<GrainAddress?> Lookup(GrainId grainId) => LookupAsync(grainId).AsTask();

    public ValueTask<GrainAddress?> LookupAsync(GrainId grainId) => AskAsync(DirectoryOperation.Lookup, DirectoryRequest.For(grainId));

    public async Task Unregister(GrainAddress address)
    {
        // The last silo of a cluster leaves nobody behind who could look anything up.
        if (Volatile.Read(ref _view).Ring.Silos.Length > 0)
        {
            await AskAsync(DirectoryOperation.Unregister, DirectoryRequest.For(address)).ConfigureAwait(false);
        }
    }

    public Task UnregisterSilos(List<SiloAddress> siloAddresses)
    {
        _partition.Remove(address => siloAddresses.Contains(address.SiloAddress!));
        return Task.CompletedTask;
    }

    public ValueTask<DirectoryReply> Register(GrainAddress address, GrainAddress? previous, MembershipVersion version) =>
        ServeAsync(DirectoryOperation.Register, DirectoryRequest.For(address, previous), version);

    public ValueTask<DirectoryReply> Lookup(GrainId grainId, MembershipVersion version) =>
        ServeAsync(DirectoryOperation.Lookup, DirectoryRequest.For(grainId), version);

    public ValueTask<DirectoryReply> Unregister(GrainAddress address, MembershipVersion version) =>
        ServeAsync(DirectoryOperation.Unregister, DirectoryRequest.For(address), version);

    private bool IsDead(GrainAddress address) => _host.Membership.GetSiloStatus(address.SiloAddress!, address.MembershipVersion) == SiloStatus.Dead;

    private async ValueTask<GrainAddress?> AskAsync(DirectoryOperation operation, DirectoryRequest request)
    {
        var grainId = request.GrainId;
        var since = 0L;
        while (true)
        {
            var view = Volatile.Read(ref _view);
            var owner = view.Ring.OwnerOf(grainId) ?? throw new OrleansException($"No silo of this cluster is active, so none has the directory entry of {grainId}.");
            DirectoryReply reply;
            if (owner.Equals(_host.Silo))
            {
                if (TryAct(operation, request, out reply, out var recovery))
                {
                    return reply.Address;
                }

                if (recovery is not null)
                {
                    await recovery.ConfigureAwait(false);
                }

                continue;
            }

            since = since == 0 ? _host.Time.GetTimestamp() : since;
            try
            {
                reply = await operation.Ask(_host.PeerOf(owner), request, view.Version).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException && _host.Time.GetElapsedTime(since) < AskLimit)
            {
                // Its end, if it has ended, becomes known as a change of the membership.
                LogOwnerUnreachable(_logger, owner, grainId, exception);
                await _host.WaitForVersionAsync(Next(view.Version), RetryPeriod).ConfigureAwait(false);
                continue;
            }

            if (reply.IsOwner)
            {
                return reply.Address;
            }

            await _host.WaitForVersionAsync(reply.Version > view.Version ? reply.Version : Next(view.Version), ChangeLimit).ConfigureAwait(false);
        }
    }

    private async ValueTask<DirectoryReply> ServeAsync(DirectoryOperation operation, DirectoryRequest request, MembershipVersion version)
    {
        await CatchUpAsync(version).ConfigureAwait(false);
        while (true)
        {
            if (TryAct(operation, request, out var reply, out var recovery))
            {
                return reply;
            }

            if (recovery is null)
            {
                return reply;
            }

            await recovery.ConfigureAwait(false);
        }
    }

    /// <summary>False where this silo does not own the id, or has to wait for a recovery first.</summary>
    private bool TryAct(DirectoryOperation operation, DirectoryRequest request, out DirectoryReply reply, out Task? recovery)
    {
        var stripe = _partition.StripeOf(request.GrainId);
        lock (stripe.Gate)
        {
            var view = Volatile.Read(ref _view);
            recovery = null;
            if (!view.Ring.IsOwner(_host.Silo, request.GrainId))
            {
                reply = new DirectoryReply(false, null, view.Version);
                return false;
            }

            recovery = view.RecoveryOf(request.GrainId);
            if (recovery is not null)
            {
                reply = default;
                return false;
            }

            reply = new DirectoryReply(true, operation.ActNeedsLock(stripe, request), view.Version);
            return true;
        }
    }

    private async ValueTask CatchUpAsync(MembershipVersion version)
    {
        if (Volatile.Read(ref _view).Version < version && !await _host.WaitForVersionAsync(version, ChangeLimit).ConfigureAwait(false))
        {
            throw new TimeoutException($"Silo {_host.Silo} did not learn of membership version {version} within {ChangeLimit}.");
        }
    }

    private static MembershipVersion Next(MembershipVersion version) => new(version.Value + 1);
}
