using Orleans.Statistics;

namespace Orleans.Runtime;

/// <summary>The load of every silo, as each tells the others once a second, and placements counted since.</summary>
internal sealed partial class SiloLoads(
    IServiceProvider services,
    Catalog catalog,
    LocalSiloDetails silo,
    MembershipManager membership,
    IEnvironmentStatisticsProvider statistics,
    IOptions<DeploymentLoadPublisherOptions> options,
    TimeProvider time,
    ILogger<SiloLoads> logger) : ILoadTarget, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<SiloAddress, SiloLoad> _loads = new();
    private readonly ConcurrentDictionary<SiloAddress, bool> _publishing = new();
    private ITimer? _timer;

    public SiloLoad Of(SiloAddress address) => _loads.GetValueOrDefault(address, SiloLoad.Unknown);

    public void CountPlacement(SiloAddress address) => _loads.AddOrUpdate(
        address,
        static _ => SiloLoad.Unknown with { ActivationCount = 1 },
        static (_, load) => load with { ActivationCount = load.ActivationCount + 1 });

    public ValueTask Publish(SiloAddress address, SiloLoad load)
    {
        // The last word of a silo that is forgotten already must not bring it back.
        if (membership.Snapshot.GetSiloStatus(address) != SiloStatus.Dead)
        {
            _loads[address] = load;
        }

        return default;
    }

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe(nameof(SiloLoads), ServiceLifecycleStage.RuntimeServices, _ =>
        {
            catalog.Add<ILoadTarget>(silo.SiloAddress, this);
            membership.Subscribe(ForgetDead);
            return Task.CompletedTask;
        });
        lifecycle.Subscribe(nameof(SiloLoads), ServiceLifecycleStage.Active, StartAsync, StopAsync);
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        var period = options.Value.DeploymentLoadPublisherRefreshTime;
        _timer = time.CreateTimer(static state => ((SiloLoads)state!).PublishToAll(), this, period, period);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
    }

    private void PublishToAll()
    {
        var load = Measure();
        _loads[silo.SiloAddress] = load;
        foreach (var member in membership.Snapshot.Members.Values)
        {
            // A silo that has not taken the last one yet can do without this one.
            if (member.Status == SiloStatus.Active && !member.SiloAddress.Equals(silo.SiloAddress) && _publishing.TryAdd(member.SiloAddress, true))
            {
                _ = PublishAsync(member.SiloAddress, load);
            }
        }
    }

    private async Task PublishAsync(SiloAddress target, SiloLoad load)
    {
        try
        {
            await SystemTargets.Get<ILoadTarget>(services, target).Publish(silo.SiloAddress, load).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogPublishFailed(logger, target, exception);
        }
        finally
        {
            _publishing.TryRemove(target, out _);
        }
    }

    private SiloLoad Measure()
    {
        var environment = statistics.GetEnvironmentStatistics();
        return new SiloLoad(
            catalog.Count,
            environment.FilteredCpuUsagePercentage / 100,
            environment.NormalizedFilteredMemoryUsage,
            environment.NormalizedFilteredAvailableMemory,
            environment.MaximumAvailableMemoryBytes);
    }

    private void ForgetDead(ClusterMembershipUpdate update)
    {
        foreach (var change in update.Changes)
        {
            if (change.Status == SiloStatus.Dead)
            {
                _loads.TryRemove(change.SiloAddress, out _);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The load of this silo could not be told to {Silo}.")]
    private static partial void LogPublishFailed(ILogger logger, SiloAddress silo, Exception exception);
}
