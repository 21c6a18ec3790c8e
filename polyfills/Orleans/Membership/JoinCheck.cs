namespace Orleans.Runtime;

/// <summary>Whether a silo that wants to become active can reach all silos that are.</summary>
/// <remarks>
/// A silo that can reach the table but not its cluster would be given grains that nobody can call. Silos that have
/// stopped to write that they are alive are left out: they are about to be declared dead. A silo that becomes active
/// at the same moment may be missed; it is probed from then on.
/// </remarks>
internal sealed partial class JoinCheck(
    MembershipManager membership, IMembershipPeers peers, LocalSiloDetails silo, IOptions<ClusterMembershipOptions> options, TimeProvider time, ILogger<JoinCheck> logger)
{
    public static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(5);

    /// <exception cref="OrleansClusterConnectivityCheckFailedException">Some did not answer within the time for joining.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var left = options.Value.MaxJoinAttemptTime - time.GetElapsedTime(started);
            if (!await TryRefreshAsync(left, cancellationToken))
            {
                continue;
            }

            var targets = membership.Reading.ActiveAndFresh(options.Value).Select(static row => row.SiloAddress).Where(other => !other.Equals(silo.SiloAddress));
            var failures = (await Task.WhenAll(targets.Select(target => TryReachAsync(target, cancellationToken)))).OfType<SiloAddress>().ToArray();
            if (failures.Length == 0)
            {
                return;
            }

            if (left <= TimeSpan.Zero)
            {
                throw new OrleansClusterConnectivityCheckFailedException(
                    $"Silo {silo.SiloAddress} cannot join: within {options.Value.MaxJoinAttemptTime} it did not reach all active silos. Not reached: {string.Join(", ", failures.AsEnumerable())}. "
                    + "Check that every silo can connect to the advertised address and silo port of every other.");
            }

            LogNotReached(logger, silo.SiloAddress, string.Join(", ", failures.AsEnumerable()), left);
            await PauseAsync(left, cancellationToken);
        }
    }

    private async Task<bool> TryRefreshAsync(TimeSpan left, CancellationToken cancellationToken)
    {
        try
        {
            await membership.Refresh(cancellationToken: cancellationToken);
            return true;
        }
        catch (Exception exception) when (left > TimeSpan.Zero && !cancellationToken.IsCancellationRequested)
        {
            LogTableNotRead(logger, exception);
            await PauseAsync(left, cancellationToken);
            return false;
        }
    }

    private Task PauseAsync(TimeSpan left, CancellationToken cancellationToken) => Task.Delay(left < RetryPeriod ? left : RetryPeriod, time, cancellationToken);

    /// <summary>Null if it answered.</summary>
    private async Task<SiloAddress?> TryReachAsync(SiloAddress target, CancellationToken cancellationToken)
    {
        try
        {
            await peers.PingAsync(target).WithinAsync(options.Value.ProbeTimeout, time, cancellationToken);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogPingFailed(logger, target, exception);
            return target;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} cannot become active yet: no answer from {Unreached}. It goes on trying for {Left}.")]
    private static partial void LogNotReached(ILogger logger, SiloAddress silo, string unreached, TimeSpan left);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The membership table could not be read to see which silos must be reached.")]
    private static partial void LogTableNotRead(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "No answer from active silo {Target}.")]
    private static partial void LogPingFailed(ILogger logger, SiloAddress target, Exception exception);
}
