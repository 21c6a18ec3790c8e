namespace Orleans.Runtime;

/// <summary>One silo, watched by this one.</summary>
/// <remarks>
/// <para>A probe is sent each period, which is also how long its answer may take: the estimate for this silo, extended
/// while this silo doubts its own health. An answer ends the count of misses. The probe that could complete the count
/// goes through another silo, chosen at random: if that one reports a miss too, both vote. If it does not answer, or
/// does not trust itself, the probe says nothing and the next one is direct again. While the count is complete each
/// further miss votes again, because a vote can be suppressed, fail or expire.</para>
/// </remarks>
internal sealed partial class SiloWatch(
    SiloAddress target,
    ClusterMembershipOptions options,
    IMembershipPeers peers,
    LocalHealth health,
    TimeProvider time,
    Random random,
    Func<SiloAddress, SiloAddress?> chooseIntermediary,
    Func<SiloAddress, SiloAddress?, CancellationToken, Task> onMissed,
    ILogger logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ProbeTimeoutEstimator _estimator = new(options);
    private readonly double _firstDelay = random.NextDouble();
    private bool _isDirectNext;
    private volatile int _missed;
    private Task _run = Task.CompletedTask;

    public SiloAddress Target => target;

    /// <summary>Probes in a row that were not answered.</summary>
    public int Missed => _missed;

    public void Start() => _run = RunAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        // So that the silos of a cluster do not probe in step.
        var delay = _estimator.Timeout * _firstDelay;
        while (await PeriodicWork.WaitAsync(time, delay, cancellationToken))
        {
            var started = time.GetTimestamp();
            var timeout = health.Extend(_estimator.Timeout);
            try
            {
                await ProbeAsync(timeout, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The table could not be written: the next miss tries again.
                LogVoteFailed(logger, target, exception);
            }

            var left = timeout - time.GetElapsedTime(started);
            delay = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    private async Task ProbeAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var intermediary = options.EnableIndirectProbes && !_isDirectNext && _missed >= options.NumMissedProbesLimit - 1 ? chooseIntermediary(target) : null;
        _isDirectNext = false;
        var outcome = intermediary is null ? await PingAsync(timeout, cancellationToken) : await PingThroughAsync(intermediary, timeout, cancellationToken);
        switch (outcome)
        {
            case ProbeOutcome.Answered:
                _missed = 0;
                break;
            case ProbeOutcome.Unknown:
                _isDirectNext = true;
                break;
            default:
                _missed++;
                LogMissed(logger, target, _missed, timeout);
                if (_missed >= options.NumMissedProbesLimit)
                {
                    await onMissed(target, intermediary, cancellationToken);
                }

                break;
        }
    }

    private async Task<ProbeOutcome> PingAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            await MeasureAsync(peers.PingAsync(target), started).WithinAsync(timeout, time, cancellationToken);
            return ProbeOutcome.Answered;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogPingFailed(logger, target, exception);
            return ProbeOutcome.Missed;
        }
    }

    private async Task<ProbeOutcome> PingThroughAsync(SiloAddress intermediary, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            // The intermediary gets half of the time, so that its answer, too, is here within it.
            return await peers.PingThroughAsync(intermediary, target, timeout / 2).WithinAsync(timeout, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogIntermediaryFailed(logger, intermediary, target, exception);
            return ProbeOutcome.Unknown;
        }
    }

    /// <summary>Answers that come too late say how slow the silo is.</summary>
    private async Task MeasureAsync(Task ping, long started)
    {
        await ping;
        _estimator.AddRoundTrip(time.GetElapsedTime(started));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Target} has missed {Missed} probes in a row, the last within {Timeout}.")]
    private static partial void LogMissed(ILogger logger, SiloAddress target, int missed, TimeSpan timeout);

    [LoggerMessage(Level = LogLevel.Debug, Message = "No answer from silo {Target} to a probe.")]
    private static partial void LogPingFailed(ILogger logger, SiloAddress target, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Intermediary} could not be asked to probe {Target}.")]
    private static partial void LogIntermediaryFailed(ILogger logger, SiloAddress intermediary, SiloAddress target, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The vote against silo {Target} failed.")]
    private static partial void LogVoteFailed(ILogger logger, SiloAddress target, Exception exception);
}
