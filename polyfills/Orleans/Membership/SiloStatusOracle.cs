namespace Orleans.Runtime;

internal sealed partial class SiloStatusOracle : ISiloStatusOracle
{
    private readonly Lock _gate = new();
    private readonly MembershipManager _membership;
    private readonly LocalSiloDetails _silo;
    private readonly ILogger _logger;
    private Task _notifications = Task.CompletedTask;
    private ImmutableList<ISiloStatusListener> _listeners = [];

    public SiloStatusOracle(MembershipManager membership, LocalSiloDetails silo, ILogger<SiloStatusOracle> logger)
    {
        _logger = logger;
        _membership = membership;
        _silo = silo;
        membership.Subscribe(OnMembershipChange);
    }

    public SiloStatus CurrentStatus => _membership.LocalStatus;

    public string SiloName => _silo.Name;

    public SiloAddress SiloAddress => _silo.SiloAddress;

    public SiloAddress[] GetActiveSilos() => [.. GetApproximateSiloStatuses(onlyActive: true).Keys];

    public SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress) => _membership.Snapshot.GetSiloStatus(siloAddress);

    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) => _membership.Snapshot.Members.Values
        .Where(member => !onlyActive || member.Status == SiloStatus.Active)
        .ToDictionary(member => member.SiloAddress, member => member.Status);

    public bool TryGetSiloName(SiloAddress siloAddress, [NotNullWhen(true)] out string? siloName)
    {
        siloName = _membership.Snapshot.Members.GetValueOrDefault(siloAddress)?.Name;
        return siloName is not null;
    }

    public bool IsFunctionalDirectory(SiloAddress siloAddress) =>
        siloAddress.Equals(_silo.SiloAddress) || !GetApproximateSiloStatus(siloAddress).IsTerminating();

    public bool IsDeadSilo(SiloAddress silo) => !silo.Equals(_silo.SiloAddress) && GetApproximateSiloStatus(silo) == SiloStatus.Dead;

    public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer)
    {
        lock (_gate)
        {
            if (_listeners.Contains(observer))
            {
                return false;
            }

            _listeners = _listeners.Add(observer);
            return true;
        }
    }

    public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer)
    {
        lock (_gate)
        {
            var before = _listeners;
            _listeners = before.Remove(observer);
            return !ReferenceEquals(before, _listeners);
        }
    }

    // Listeners are the application's code: they are called one after another, but never hold up the membership.
    private void OnMembershipChange(ClusterMembershipUpdate update)
    {
        lock (_gate)
        {
            // Who subscribes later has read the newer state already.
            var listeners = _listeners;
            _notifications = _notifications.ContinueWith(
                _ => Notify(update, listeners), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Notify(ClusterMembershipUpdate update, ImmutableList<ISiloStatusListener> listeners)
    {
        foreach (var listener in listeners)
        {
            foreach (var change in update.Changes)
            {
                try
                {
                    listener.SiloStatusChangeNotification(change.SiloAddress, change.Status);
                }
                catch (Exception exception)
                {
                    LogListenerFailed(_logger, exception);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener to silo status changes failed.")]
    private static partial void LogListenerFailed(ILogger logger, Exception exception);
}
