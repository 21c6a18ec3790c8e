namespace Orleans.Runtime;

/// <content>The change of views, and what owners that gain ids ask the others for.</content>
internal abstract partial class RingDirectory
{
    /// <summary>One at a time, and in the order of the versions; an older one than the latest is ignored.</summary>
    public void OnMembershipChange(ClusterMembershipSnapshot membership)
    {
        lock (_gate)
        {
            var previous = _view;
            if (membership.Version <= previous.Version)
            {
                return;
            }

            var active = ActiveSilosOf(membership);
            var isSameRing = active.AsSpan().SequenceEqual(previous.Ring.Silos);
            var ring = isSameRing ? previous.Ring : new DirectoryRing(active, _placesPerSilo);
            var recoveries = previous.Recoveries.RemoveAll(static recovery => recovery.Task.IsCompleted);
            var recovery = !isSameRing && MayGain(previous.Ring, ring) ? new DirectoryRecovery(_host.Silo, previous.Ring, ring) : null;
            Volatile.Write(ref _view, new DirectoryView(membership.Version, ring, recovery is null ? recoveries : recoveries.Add(recovery)));

            // After the view: an operation that still acted in the old one has left its entry to be found here.
            _partition.Remove(address => IsDead(address) || !ring.IsOwner(_host.Silo, address.GrainId));
            if (!isSameRing)
            {
                OnRingChange(previous.Ring, ring);
            }

            if (recovery is not null)
            {
                _ = RecoverAsync(recovery, membership.Version);
            }
        }
    }

    public async ValueTask<RegistrationPage> ListRegistered(DirectoryGain gain, uint fromHash)
    {
        await CatchUpAsync(gain.Version).AsTask().ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var before = new DirectoryRing(gain.Before, _placesPerSilo);
        var after = new DirectoryRing(gain.After, _placesPerSilo);
        var page = new RegistrationPageBuilder(fromHash, PageSize);
        foreach (var registrant in _host.RegistrantsOf(this))
        {
            var grainId = registrant.Address.GrainId;
            if (registrant.IsRegistered && after.IsOwner(gain.Owner, grainId) && !before.IsOwner(gain.Owner, grainId))
            {
                page.Add(registrant.Address);
            }
        }

        return page.Build();
    }

    public ValueTask EndDuplicates(List<GrainAddress> duplicates)
    {
        var ids = duplicates.ToDictionary(static address => address.GrainId, static address => address.ActivationId);
        foreach (var registrant in _host.RegistrantsOf(this))
        {
            if (ids.TryGetValue(registrant.Address.GrainId, out var id) && id.Equals(registrant.Address.ActivationId))
            {
                registrant.IsRegistered = false;
                registrant.OnRegistrationLost(new DeactivationReason(DeactivationReasonCode.DuplicateActivation, "Another activation of this grain is the registered one."));
            }
        }

        return default;
    }

    /// <summary>Under the gate, with the new view in place.</summary>
    protected abstract void OnRingChange(DirectoryRing before, DirectoryRing after);

    private static SiloAddress[] ActiveSilosOf(ClusterMembershipSnapshot membership) =>
    [
        .. membership.Members.Values
            .Where(static member => member.Status == SiloStatus.Active)
            .Select(static member => member.SiloAddress)
            .Order(),
    ];

    // Silos that join only take ids away, except for the one that joins.
    private bool MayGain(DirectoryRing before, DirectoryRing after) =>
        after.Contains(_host.Silo) && (!before.Contains(_host.Silo) || !Array.TrueForAll(before.Silos, after.Contains));

    private async Task RecoverAsync(DirectoryRecovery recovery, MembershipVersion version)
    {
        var gain = recovery.ToGain(version);
        var others = _host.Membership.Members.Values
            .Where(member => member.Status is not (SiloStatus.Dead or SiloStatus.Created or SiloStatus.Joining) && !member.SiloAddress.Equals(_host.Silo))
            .Select(member => member.SiloAddress);
        var all = Task.WhenAll(others.Append(_host.Silo).Select(silo => RecoverFromAsync(silo, gain)));
        try
        {
            await all.WaitAsync(_rangeLease, _host.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogLeaseOver(_logger, _rangeLease, version);
        }
        finally
        {
            recovery.Complete();
        }
    }

    /// <summary>Until the silo has named all of them, or is dead: then its activations are gone too.</summary>
    private async Task RecoverFromAsync(SiloAddress silo, DirectoryGain gain)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        uint? fromHash = 0;
        while (fromHash is { } hash && _host.Membership.GetSiloStatus(silo, gain.Version) != SiloStatus.Dead && !IsLeaving())
        {
            try
            {
                var page = silo.Equals(_host.Silo)
                    ? await ListRegistered(gain, hash).ConfigureAwait(false)
                    : await _host.PeerOf(silo).ListRegistered(gain, hash).AsTask().WaitAsync(ListLimit, _host.Time).ConfigureAwait(false);
                await AddAsync(silo, page.Addresses).ConfigureAwait(false);
                fromHash = page.NextHash;
            }
            catch (Exception exception)
            {
                // Whatever it is: to go on without this silo's activations would be to let others double them.
                LogRecoveryFailed(_logger, silo, exception);
                await _host.WaitForVersionAsync(Next(Volatile.Read(ref _view).Version), RetryPeriod).ConfigureAwait(false);
            }
        }
    }

    private bool IsLeaving() => _host.Membership.GetSiloStatus(_host.Silo).IsTerminating();

    private async Task AddAsync(SiloAddress silo, List<GrainAddress> addresses)
    {
        List<GrainAddress>? duplicates = null;
        foreach (var address in addresses)
        {
            var stripe = _partition.StripeOf(address.GrainId);
            lock (stripe.Gate)
            {
                if (!Volatile.Read(ref _view).Ring.IsOwner(_host.Silo, address.GrainId))
                {
                    continue;
                }

                var current = stripe.RegisterNeedsLock(address, null);
                if (current is not null && !current.Matches(address))
                {
                    // What a silo says of itself is newer than what was known of it.
                    if (silo.Equals(current.SiloAddress))
                    {
                        stripe.RegisterNeedsLock(address, current);
                    }
                    else
                    {
                        (duplicates ??= []).Add(address);
                    }
                }
            }
        }

        if (duplicates is not null)
        {
            LogDuplicates(_logger, duplicates.Count, silo);
            await (silo.Equals(_host.Silo) ? EndDuplicates(duplicates) : _host.PeerOf(silo).EndDuplicates(duplicates)).ConfigureAwait(false);
        }
    }
}
