namespace Orleans.Runtime;

/// <summary>How far this silo trusts its own judgement of others: 0 when nothing is wrong with it.</summary>
/// <remarks>
/// <para>Each <see cref="ClusterMembershipOptions.LocalHealthDegradationMonitoringPeriod"/> the signs are counted: its
/// row is not active or is stale; others have voted against it; most of the silos that it watches do not answer it;
/// nobody has pinged it for a while although others are active; a thread-pool work item, or this timer, ran late.</para>
/// <para>For each sign the probe timeouts are longer by their own length: a silo that is slow itself takes longer to
/// accuse others than they take to accuse it, and does not testify for third ones. Degradation delays detection, it
/// never prevents it.</para>
/// </remarks>
internal sealed partial class LocalHealth(
    LocalSiloDetails silo, IThreadPoolDelay threadPool, IOptions<ClusterMembershipOptions> options, TimeProvider time, ILogger<LocalHealth> logger)
{
    private static readonly TimeSpan LateWorkItem = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LateTimer = TimeSpan.FromSeconds(3);

    private long _lastPinged = time.GetTimestamp();
    private long _lastAssessed = time.GetTimestamp();
    private Task<TimeSpan>? _workItem;
    private volatile int _score;

    public int Score => _score;

    public void OnPinged() => Volatile.Write(ref _lastPinged, time.GetTimestamp());

    public TimeSpan Extend(TimeSpan timeout) => options.Value.ExtendProbeTimeoutDuringDegradation ? timeout * (1 + _score) : timeout;

    public void Assess(MembershipReading reading, int watched, int missing)
    {
        var sinceLast = time.GetElapsedTime(Interlocked.Exchange(ref _lastAssessed, time.GetTimestamp()));
        var period = options.Value.LocalHealthDegradationMonitoringPeriod;
        var now = time.GetUtcNow().UtcDateTime;
        var row = reading.Find(silo.SiloAddress);
        var othersActive = reading.ActiveAndFresh(options.Value).Any(other => !other.SiloAddress.Equals(silo.SiloAddress));
        var silence = options.Value.MaxProbeTimeout * 2 > period ? options.Value.MaxProbeTimeout * 2 : period;
        bool[] signs =
        [
            row is not { Status: SiloStatus.Active } || IAmAlive.IsStale(row, reading.ReadAt, options.Value),
            row is not null && DeathVote.FreshVoters(row, now, options.Value).Count > 0,

            // One of one says more about the other than about this silo.
            watched > 1 && missing * 2 > watched,
            othersActive && time.GetElapsedTime(Volatile.Read(ref _lastPinged)) > silence,
            WasWorkItemLate(),
            sinceLast - period > LateTimer,
        ];
        var score = signs.Count(static sign => sign);
        if (score != _score)
        {
            LogScore(logger, _score, score, signs[0], signs[1], signs[2], signs[3], signs[4], signs[5]);
            _score = score;
        }
    }

    private bool WasWorkItemLate()
    {
        var previous = _workItem;
        if (previous is { IsCompleted: false })
        {
            return true;
        }

        _workItem = threadPool.MeasureAsync();
        return previous is not null && previous.Result > LateWorkItem;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "This silo's health score goes from {Previous} to {Score}. Row not active or stale: {Row}; suspected: {Suspected}; most do not answer: {Missing}; not pinged: {Silence}; thread pool late: {ThreadPool}; timer late: {Timer}.")]
    private static partial void LogScore(ILogger logger, int previous, int score, bool row, bool suspected, bool missing, bool silence, bool threadPool, bool timer);
}
