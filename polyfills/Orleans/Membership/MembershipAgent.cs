namespace Orleans.Runtime;

/// <summary>Takes this silo through its states, and does its periodic duties in the table.</summary>
/// <remarks>
/// <para>Start: the table is made ready (2001); the row is added as Joining, and from then on IAmAlive is written and
/// the table read periodically (4000); all active silos are pinged (19900); Active, and the watch over the others
/// begins (19999). Any failure ends the start, and with it the row: Dead.</para>
/// <para>Stop: the watch ends, ShuttingDown, or Stopping where the silo is killed (19999); Stopping (4000); Dead (2001).
/// When the stop's time is up, each of these still gets a little time: a silo that cannot write its end is found dead
/// by the others.</para>
/// <para>Duties while active: rows of silos that began to join too long ago are declared dead (nobody probes those);
/// rows of the dead are removed when they are old, or too many.</para>
/// </remarks>
internal sealed partial class MembershipAgent(
    MembershipManager membership,
    SiloProber prober,
    JoinCheck joinCheck,
    LocalHealth health,
    LocalSiloDetails silo,
    IOptions<ClusterMembershipOptions> options,
    TimeProvider time,
    ILogger<MembershipAgent> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _duties = [];

    private ClusterMembershipOptions Options => options.Value;

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(MembershipAgent), ServiceLifecycleStage.RuntimeInitialize + 1, _ => membership.InitializeTableAsync(), EndAsync);
        lifecycle.Subscribe(nameof(MembershipAgent), ServiceLifecycleStage.RuntimeServices, JoinAsync, token => LeaveAsync(SiloStatus.Stopping, token));
        lifecycle.Subscribe(nameof(MembershipAgent), ServiceLifecycleStage.ValidateInitialConnectivity, joinCheck.RunAsync);
        lifecycle.Subscribe(nameof(MembershipAgent), ServiceLifecycleStage.BecomeActive, BecomeActiveAsync, BeginToLeaveAsync);
    }

    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        await membership.JoinAsync(cancellationToken);
        Every(Options.IAmAliveTablePublishTimeout, _ => membership.PublishIAmAliveAsync());
        Every(Options.TableRefreshTimeout, InspectAsync);
    }

    public async Task BecomeActiveAsync(CancellationToken cancellationToken)
    {
        await membership.SetStatusAsync(SiloStatus.Active, cancellationToken);
        prober.Start();
        Every(Options.LocalHealthDegradationMonitoringPeriod, _ =>
        {
            var (watched, missing) = prober.Counts;
            health.Assess(membership.Reading, watched, missing);
            return Task.CompletedTask;
        });
        if (Options.DefunctSiloCleanupPeriod is { } period)
        {
            Every(period, CleanUpAsync);
        }
    }

    public async Task BeginToLeaveAsync(CancellationToken cancellationToken)
    {
        await BoundedAsync(prober.DisposeAsync().AsTask(), cancellationToken);
        await LeaveAsync(cancellationToken.IsCancellationRequested ? SiloStatus.Stopping : SiloStatus.ShuttingDown, cancellationToken);
    }

    public async Task LeaveAsync(SiloStatus status, CancellationToken cancellationToken)
    {
        if (membership.LocalStatus is not (SiloStatus.Created or SiloStatus.Dead))
        {
            await BoundedAsync(membership.SetStatusAsync(status, cancellationToken), cancellationToken);
        }
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        _stop.Cancel();
        try
        {
            await BoundedAsync(Task.WhenAll(_duties), cancellationToken);
        }
        finally
        {
            await LeaveAsync(SiloStatus.Dead, cancellationToken);
        }
    }

    /// <summary>Also what is asked of a stop whose time is up gets some: it is what tells the others.</summary>
    private async Task BoundedAsync(Task work, CancellationToken cancellationToken)
    {
        var expired = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellationToken.Register(expired.SetResult))
        {
            await Task.WhenAny(work, expired.Task);
        }

        await work.WithinAsync(work.IsCompleted ? Timeout.InfiniteTimeSpan : Options.ProbeTimeout, time, CancellationToken.None);
    }

    private void Every(TimeSpan period, Func<CancellationToken, Task> work) =>
        _duties.Add(PeriodicWork.RunAsync(time, period, work, exception => LogDutyFailed(logger, exception), _stop.Token));

    private async Task InspectAsync(CancellationToken cancellationToken)
    {
        await membership.Refresh(cancellationToken: cancellationToken);
        if (!Options.EvictWhenMaxJoinAttemptTimeExceeded || membership.LocalStatus != SiloStatus.Active)
        {
            return;
        }

        var reading = membership.Reading;
        foreach (var row in reading.Rows)
        {
            if (row.Status is SiloStatus.Created or SiloStatus.Joining && reading.ReadAt - row.StartTime > Options.MaxJoinAttemptTime)
            {
                await membership.DeclareDeadAsync(row.SiloAddress, $"it has been {row.Status} for more than {Options.MaxJoinAttemptTime}", cancellationToken);
            }
        }
    }

    private async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        await membership.Refresh(cancellationToken: cancellationToken);
        await membership.CleanUpAsync(DefunctRows.RemoveBefore(membership.Reading, time.GetUtcNow().UtcDateTime, Options));
        LogCleanedUp(logger, silo.SiloAddress);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A periodic duty of the membership failed; it is tried again in its next period.")]
    private static partial void LogDutyFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Silo {Silo} has removed the rows of silos that died long ago.")]
    private static partial void LogCleanedUp(ILogger logger, SiloAddress silo);
}
