namespace Orleans.Runtime;

/// <summary>Watches the silos that this one has to watch, while it is active.</summary>
/// <remarks>
/// <para>Which ones is decided anew after each reading of the table (<see cref="ProbeTargets"/>). Each has a
/// <see cref="SiloWatch"/> of its own, so that one that hangs holds up no other.</para>
/// </remarks>
internal sealed partial class SiloProber(
    MembershipManager membership,
    IMembershipPeers peers,
    IPeerTraffic traffic,
    LocalHealth health,
    LocalSiloDetails silo,
    IOptions<ClusterMembershipOptions> options,
    TimeProvider time,
    Random random,
    ILogger<SiloProber> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, SiloWatch> _watches = [];
    private bool _isRunning;

    /// <summary>How many of the watched silos have not answered their last probe.</summary>
    public (int Watched, int Missing) Counts
    {
        get
        {
            lock (_gate)
            {
                return (_watches.Count, _watches.Values.Count(static watch => watch.Missed > 0));
            }
        }
    }

    public void Start()
    {
        lock (_gate)
        {
            _isRunning = true;
        }

        membership.SubscribeToReadings(_ => Reconcile());
        Reconcile();
    }

    public async ValueTask DisposeAsync()
    {
        SiloWatch[] ending;
        lock (_gate)
        {
            _isRunning = false;
            ending = [.. _watches.Values];
            _watches.Clear();
        }

        foreach (var watch in ending)
        {
            await watch.DisposeAsync();
        }
    }

    /// <summary>Pings a silo for another one.</summary>
    public async Task<ProbeOutcome> ProbeForAnotherAsync(SiloAddress target, TimeSpan timeout)
    {
        try
        {
            await peers.PingAsync(target).WithinAsync(timeout, time);
            return ProbeOutcome.Answered;
        }
        catch (Exception exception)
        {
            LogIndirectMissed(logger, target, exception);

            // A silo in doubt about itself, or that hears from the suspect, does not testify against it.
            return health.Score > 0 || IsHeardFrom(target) ? ProbeOutcome.Unknown : ProbeOutcome.Missed;
        }
    }

    private void Reconcile()
    {
        List<SiloWatch>? ending = null;
        lock (_gate)
        {
            // The latest reading, whichever led here: they are told of outside of any lock, and may come here in another order.
            var isActive = _isRunning && membership.LocalStatus == SiloStatus.Active;
            var targets = isActive ? ProbeTargets.Choose(membership.Reading, silo.SiloAddress, options.Value).ToHashSet() : [];
            foreach (var (address, watch) in _watches)
            {
                if (!targets.Remove(address))
                {
                    (ending ??= []).Add(watch);
                }
            }

            foreach (var watch in ending ?? [])
            {
                _watches.Remove(watch.Target);
            }

            foreach (var target in targets)
            {
                var watch = new SiloWatch(target, options.Value, peers, health, time, random, ChooseIntermediary, OnMissedAsync, logger);
                _watches.Add(target, watch);
                watch.Start();
            }
        }

        foreach (var watch in ending ?? [])
        {
            _ = watch.DisposeAsync().AsTask();
        }
    }

    private SiloAddress? ChooseIntermediary(SiloAddress target)
    {
        var reading = membership.Reading;
        SiloAddress[] others = [.. reading.ActiveAndFresh(options.Value)
            .Select(static row => row.SiloAddress)
            .Where(other => !other.Equals(target) && !other.Equals(silo.SiloAddress) && !IsMissing(other))];
        return others.Length == 0 ? null : others[random.Next(others.Length)];
    }

    private bool IsMissing(SiloAddress other)
    {
        lock (_gate)
        {
            return _watches.TryGetValue(other, out var watch) && watch.Missed > 0;
        }
    }

    private bool IsHeardFrom(SiloAddress target) =>
        options.Value.EnableConnectionLivenessCheck && traffic.SinceLastReceived(target) < options.Value.MaxProbeTimeout * 3;

    private async Task OnMissedAsync(SiloAddress target, SiloAddress? intermediary, CancellationToken cancellationToken)
    {
        if (!options.Value.LivenessEnabled)
        {
            LogNotDeclared(logger, target);
        }
        else if (IsHeardFrom(target))
        {
            LogHeardFrom(logger, target);
        }
        else
        {
            await membership.VoteDeadAsync(target, intermediary, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Target} did not answer the probe made for another silo.")]
    private static partial void LogIndirectMissed(ILogger logger, SiloAddress target, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Target} does not answer probes, but its connection does: no vote.")]
    private static partial void LogHeardFrom(ILogger logger, SiloAddress target);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Target} does not answer probes; liveness is disabled: no vote.")]
    private static partial void LogNotDeclared(ILogger logger, SiloAddress target);
}
