namespace Orleans.Runtime;

internal sealed class SiloStatusOracle : ISiloStatusOracle
{
    private readonly Lock _gate = new();
    private readonly MembershipManager _membership;
    private readonly LocalSiloDetails _silo;
    private ImmutableList<ISiloStatusListener> _listeners = [];

    public SiloStatusOracle(MembershipManager membership, LocalSiloDetails silo)
    {
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

    private void OnMembershipChange(ClusterMembershipUpdate update)
    {
        foreach (var listener in _listeners)
        {
            foreach (var change in update.Changes)
            {
                listener.SiloStatusChangeNotification(change.SiloAddress, change.Status);
            }
        }
    }
}
