namespace Orleans.Runtime;

/// <summary>
/// What each silo of the cluster can run. The silos may differ: in their grain classes, and in the versions of their
/// interfaces.
/// </summary>
/// <remarks>
/// A silo's manifest never changes, so each is asked for once, when the silo first shows up in the membership: while it
/// is joining, as a rule, hence before it can be given grains. It is asked again, with pauses, until it answers or is dead.
/// Placement waits for the first attempt, then does without the silos that have not answered.
/// </remarks>
internal sealed partial class ClusterManifests(
    IServiceProvider services,
    GrainTypeMap types,
    Catalog catalog,
    MembershipManager membership,
    LocalSiloDetails silo,
    TimeProvider time,
    ILogger<ClusterManifests> logger) : IManifestTarget, ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SiloManifest _own = types.ToManifest();
    private readonly Dictionary<SiloAddress, Task> _firstAttempts = [];
    private ImmutableDictionary<SiloAddress, SiloManifest> _others = ImmutableDictionary<SiloAddress, SiloManifest>.Empty;
    private Task _attempts = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(ClusterManifests),
        ServiceLifecycleStage.RuntimeInitialize,
        _ =>
        {
            catalog.Add<IManifestTarget>(silo.SiloAddress, this);
            membership.Subscribe(OnMembershipChange);
            return Task.CompletedTask;
        });

    public ValueTask<SiloManifest> GetManifest() => ValueTask.FromResult(_own);

    /// <summary>Null while the silo has not said.</summary>
    public SiloManifest? Of(SiloAddress address) => address.Equals(silo.SiloAddress) ? _own : Volatile.Read(ref _others).GetValueOrDefault(address);

    /// <summary>Until every silo in the membership has been asked at least once. As a rule it has been.</summary>
    public Task WaitAsync() => Volatile.Read(ref _attempts);

    private void OnMembershipChange(ClusterMembershipUpdate update)
    {
        lock (_gate)
        {
            foreach (var change in update.Changes)
            {
                if (change.SiloAddress.Equals(silo.SiloAddress))
                {
                    continue;
                }

                if (change.Status == SiloStatus.Dead)
                {
                    _firstAttempts.Remove(change.SiloAddress);
                    SetOthersNeedsLock(_others.Remove(change.SiloAddress));
                }
                else if (change.Status != SiloStatus.Created && !_firstAttempts.ContainsKey(change.SiloAddress))
                {
                    var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    _firstAttempts.Add(change.SiloAddress, first.Task);
                    _ = AskAsync(change.SiloAddress, first);
                }
            }

            Volatile.Write(ref _attempts, _firstAttempts.Values.All(static attempt => attempt.IsCompleted) ? Task.CompletedTask : Task.WhenAll(_firstAttempts.Values));
        }
    }

    private async Task AskAsync(SiloAddress address, TaskCompletionSource first)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (membership.Snapshot.GetSiloStatus(address) != SiloStatus.Dead && !membership.LocalStatus.IsTerminating())
        {
            try
            {
                var manifest = await SystemTargets.Get<IManifestTarget>(services, address).GetManifest().ConfigureAwait(false);
                lock (_gate)
                {
                    if (_firstAttempts.ContainsKey(address))
                    {
                        SetOthersNeedsLock(_others.SetItem(address, manifest));
                    }
                }

                break;
            }
            catch (Exception exception)
            {
                // Whatever it is: placement waits for the first attempt to end.
                first.TrySetResult();
                LogNoManifest(logger, address, exception);
                await Task.Delay(RetryPeriod, time).ConfigureAwait(false);
            }
        }

        first.TrySetResult();
    }

    private void SetOthersNeedsLock(ImmutableDictionary<SiloAddress, SiloManifest> others)
    {
        var union = new Dictionary<GrainType, GrainProperties>();
        foreach (var (type, properties) in others.Values.SelectMany(static manifest => manifest.Grains))
        {
            union.TryAdd(type, properties);
        }

        // First the types, then the silos that have them: placement on one can count on the other.
        types.SetOthers(union);
        Volatile.Write(ref _others, others);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} did not say which grains it can run; until it does it is given none.")]
    private static partial void LogNoManifest(ILogger logger, SiloAddress silo, Exception exception);
}
