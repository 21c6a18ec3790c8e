namespace Orleans.Runtime;

/// <summary>
/// Looks, from time to time, for requests that run or wait for long: tells their callers, whose time-out can then say more,
/// and logs them; an activation that stays with one request for too long is given up.
/// </summary>
/// <remarks>
/// Nothing is measured while all goes well. An activation is watched from when a request of its does not end at once, until
/// an inspection finds it idle. Inspections run as turns of the activation, since only those may see its requests; where
/// such a turn does not come, the thread that runs the activation is blocked.
/// </remarks>
internal sealed partial class RequestMonitor(IOptions<SiloMessagingOptions> options, TimeProvider time, ILogger<RequestMonitor> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentQueue<TurnContext> _watched = new();
    private readonly ConcurrentDictionary<TurnContext, long> _inspected = new();
    private ITimer? _timer;

    public SiloMessagingOptions Options => options.Value;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(RequestMonitor), ServiceLifecycleStage.RuntimeServices, StartAsync, StopAsync);

    public void Watch(TurnContext context) => _watched.Enqueue(context);

    /// <summary>An inspection has ended; the context wants another if it has requests still.</summary>
    public void OnInspected(TurnContext context, bool watchOn)
    {
        _inspected.TryRemove(context, out _);
        if (watchOn)
        {
            Watch(context);
        }
    }

    public void LogRunning(Message request, TimeSpan time, string text) => LogRunningLong(logger, request, time, text);

    public void LogWaiting(Message request, TimeSpan time, string text) => LogWaitingLong(logger, request, time, text);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        var period = options.Value.GrainWorkloadAnalysisPeriod;
        if (period > TimeSpan.Zero)
        {
            _timer = time.CreateTimer(static state => ((RequestMonitor)state!).Inspect(), this, period, period);
        }

        return Task.CompletedTask;
    }

    private Task StopAsync(CancellationToken cancellationToken) => _timer is { } timer ? timer.DisposeAsync().AsTask() : Task.CompletedTask;

    private void Inspect()
    {
        foreach (var (context, since) in _inspected)
        {
            OnTurnBlocked(context, time.GetElapsedTime(since));
        }

        for (var left = _watched.Count; left > 0 && _watched.TryDequeue(out var context); left--)
        {
            if (_inspected.TryAdd(context, time.GetTimestamp()))
            {
                context.Inspect();
            }
        }
    }

    private void OnTurnBlocked(TurnContext context, TimeSpan blocked)
    {
        if (blocked >= options.Value.RequestProcessingWarningTime)
        {
            LogTurnBlocked(logger, context, blocked);
        }

        if (blocked >= options.Value.MaxRequestProcessingTime)
        {
            context.GiveUp(blocked);
            _inspected.TryRemove(context, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Request} has been running for {Time}. {Text}")]
    private static partial void LogRunningLong(ILogger logger, Message request, TimeSpan time, string text);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Request} has been waiting for {Time}. {Text}")]
    private static partial void LogWaitingLong(ILogger logger, Message request, TimeSpan time, string text);

    [LoggerMessage(Level = LogLevel.Warning, Message = "One turn of {Context} has been blocking its thread for {Time}.")]
    private static partial void LogTurnBlocked(ILogger logger, TurnContext context, TimeSpan time);
}
