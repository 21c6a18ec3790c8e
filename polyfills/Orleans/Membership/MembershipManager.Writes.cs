namespace Orleans.Runtime;

internal sealed partial class MembershipManager
{
    /// <summary>Adds this silo's row, after declaring dead whatever earlier incarnations the table still has at its endpoint.</summary>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        var reading = await ReadAsync();
        foreach (var row in reading.Rows)
        {
            if (row.Status != SiloStatus.Dead && row.SiloAddress.IsPredecessorOf(silo.SiloAddress))
            {
                await DeclareDeadAsync(row.SiloAddress, $"{silo.SiloAddress} has taken its endpoint", cancellationToken);
            }
        }

        var own = CreateRow();
        OrleansException? refusal = null;
        await PersistAsync(
            reading =>
            {
                var there = reading.Rows.FirstOrDefault(row => row.SiloAddress.Endpoint.Equals(silo.SiloAddress.Endpoint) && !row.SiloAddress.IsPredecessorOf(silo.SiloAddress));
                if (there is null)
                {
                    return own;
                }

                // Its own row means that an earlier attempt has succeeded after all.
                if (there.SiloAddress.Equals(silo.SiloAddress) && there.StartTime == own.StartTime)
                {
                    OnJoined(reading.Version);
                    return null;
                }

                refusal = new OrleansException(
                    $"The membership table has {there}, which is not older than this silo, {silo.SiloAddress}, at the same endpoint. Was the clock set back, or does another silo use this endpoint?");
                return null;
            },
            OnJoined,
            cancellationToken);
        ThrowIfRefused(refusal);
        LogStatus(logger, silo.SiloAddress, SiloStatus.Joining);
        await GossipAsync();
    }

    /// <summary>Writes this silo's own status and waits, for a limited time, until the others have read it.</summary>
    /// <exception cref="OrleansException">The silo was to become active, but has been declared dead.</exception>
    public async Task SetStatusAsync(SiloStatus status, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_localStatus >= status)
            {
                if (status == SiloStatus.Active)
                {
                    throw new OrleansException($"Silo {silo.SiloAddress} cannot become active: it is {_localStatus} already.");
                }

                return;
            }

            if (status.IsTerminating())
            {
                _localStatus = status;
            }
        }

        LogStatus(logger, silo.SiloAddress, status);
        OrleansException? refusal = null;
        await PersistAsync(
            reading =>
            {
                var row = reading.Find(silo.SiloAddress);
                if (row is null)
                {
                    refusal = new OrleansMissingMembershipEntryException($"The membership table has no row for this silo, {silo.SiloAddress}.");
                    return null;
                }

                if (row.Status >= status)
                {
                    refusal = status == SiloStatus.Active && row.Status != SiloStatus.Active
                        ? new OrleansException($"Silo {silo.SiloAddress} cannot become active: the membership table has it as {row.Status}.")
                        : null;
                    return null;
                }

                var changed = row.Copy();
                changed.Status = status;
                changed.IAmAliveTime = Now;
                return changed;
            },
            _ => RaiseLocalStatus(status),
            cancellationToken);
        ThrowIfRefused(refusal);
        RaiseLocalStatus(status);
        await GossipAsync();
    }

    /// <summary>Votes that a silo is dead: for this silo, and for the one that it asked to try.</summary>
    public async Task<DeathVoteResult> VoteDeadAsync(SiloAddress suspect, SiloAddress? intermediary, CancellationToken cancellationToken)
    {
        var vote = default(DeathVote);
        await WriteAsync(
            reading =>
            {
                vote = DeathVote.Cast(reading, suspect, silo.SiloAddress, intermediary, Now, options.Value);
                return vote.Row;
            },
            null,
            cancellationToken);
        LogVote(logger, suspect, silo.SiloAddress, intermediary, vote.Result);
        if (vote.Row is not null)
        {
            // The next probe must not wait for silos that may be gone, too.
            _ = GossipAsync();
        }

        return vote.Result;
    }

    /// <summary>Without a vote. False when the table does not know the silo.</summary>
    public async Task<bool> DeclareDeadAsync(SiloAddress dead, string reason, CancellationToken cancellationToken)
    {
        var isWritten = false;
        var isKnown = false;
        await WriteAsync(
            reading =>
            {
                var row = reading.Find(dead);
                isKnown = row is not null;
                if (row is null || row.Status == SiloStatus.Dead)
                {
                    return null;
                }

                var changed = row.Copy();
                changed.Status = SiloStatus.Dead;
                return changed;
            },
            _ => isWritten = true,
            cancellationToken);
        if (isWritten)
        {
            LogDeclaredDead(logger, dead, reason);
            await GossipAsync();
        }

        return isKnown;
    }

    public Task PublishIAmAliveAsync() => Table.UpdateIAmAlive(new MembershipEntry { SiloAddress = silo.SiloAddress, IAmAliveTime = Now });

    public Task CleanUpAsync(DateTime before) => Table.CleanupDefunctSiloEntries(new DateTimeOffset(before, TimeSpan.Zero));

    private MembershipEntry CreateRow()
    {
        var now = Now;
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

    private static void ThrowIfRefused(OrleansException? refusal)
    {
        if (refusal is not null)
        {
            throw refusal;
        }
    }

    private void OnJoined(MembershipVersion version)
    {
        lock (_gate)
        {
            if (_localStatus == SiloStatus.Created)
            {
                _joinedAt = version;
                _localStatus = SiloStatus.Joining;
            }
        }
    }

    private void RaiseLocalStatus(SiloStatus status)
    {
        lock (_gate)
        {
            if (_localStatus < status)
            {
                _localStatus = status;
            }
        }
    }

    /// <summary>A write that the silo's start or stop depends on: some failures of the table in a row are borne, while there is time.</summary>
    private async Task PersistAsync(Func<MembershipReading, MembershipEntry?> decide, Action<MembershipVersion> written, CancellationToken cancellationToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await WriteAsync(decide, written, cancellationToken);
                return;
            }
            catch (Exception exception) when (failures < MaxTableFailures && !cancellationToken.IsCancellationRequested)
            {
                LogTableFailed(logger, failures, exception);
                await PeriodicWork.WaitAsync(time, LongestConflictPause * random.NextDouble(), cancellationToken);
            }
        }
    }

    /// <summary>
    /// Reads the table, decides what to write, writes it; decides anew where another silo wrote in between. Null from
    /// the decision ends it without a write.
    /// </summary>
    private async Task WriteAsync(Func<MembershipReading, MembershipEntry?> decide, Action<MembershipVersion>? written, CancellationToken cancellationToken)
    {
        var pause = FirstConflictPause;
        for (var attempt = 1; ; attempt++)
        {
            var reading = await ReadAsync();
            if (decide(reading) is not { } row)
            {
                return;
            }

            var next = reading.Table.Version.Next();
            if (reading.Table.TryGet(row.SiloAddress) is var (_, etag) ? await Table.UpdateRow(row, etag, next) : await Table.InsertRow(row, next))
            {
                var version = new MembershipVersion(next.Version);
                written?.Invoke(version);
                if (row.Status == SiloStatus.Dead && !row.SiloAddress.Equals(silo.SiloAddress) && options.Value.UseLivenessGossip)
                {
                    // Once this silo has read the change it closes the connection: should the other live, let it know.
                    _ = TellAsync(row.SiloAddress, version);
                }

                await ReadAsync();
                return;
            }

            // Also what is cancelled gets some attempts: it may be a silo that has little time to say that it ends.
            if (attempt >= MaxTableFailures)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            LogConflict(logger, attempt);
            await Task.Delay(pause * random.NextDouble(), time, CancellationToken.None);
            pause = pause * 2 < LongestConflictPause ? pause * 2 : LongestConflictPause;
        }
    }

    /// <summary>Tells the others that the table has changed, and waits, for a limited time, until they have read it.</summary>
    private async Task GossipAsync()
    {
        if (!options.Value.UseLivenessGossip)
        {
            return;
        }

        var snapshot = Snapshot;
        var others = snapshot.Members.Values.Where(member => member.Status != SiloStatus.Dead && !member.SiloAddress.Equals(silo.SiloAddress));
        await Task.WhenAll(others.Select(member => TellAsync(member.SiloAddress, snapshot.Version)));
    }

    private async Task TellAsync(SiloAddress other, MembershipVersion version)
    {
        try
        {
            await peers.TellAsync(other, version).WithinAsync(options.Value.ProbeTimeout, time);
        }
        catch (Exception exception)
        {
            LogGossipFailed(logger, other, exception);
        }
    }
}
