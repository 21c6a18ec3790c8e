namespace Orleans.Runtime;

/// <summary>Connects a directory to its silo: its own activations, the membership, and its peers under this name.</summary>
internal sealed class SiloDirectoryHost(
    string name,
    IServiceProvider services,
    Catalog catalog,
    GrainDirectories directories,
    MembershipManager membership,
    LocalSiloDetails silo,
    TimeProvider time) : IDirectoryHost
{
    private readonly ConcurrentDictionary<SiloAddress, IDirectoryTarget> _peers = new();

    public SiloAddress Silo => silo.SiloAddress;

    public TimeProvider Time => time;

    public ClusterMembershipSnapshot Membership => membership.Snapshot;

    public IEnumerable<IDirectoryRegistrant> RegistrantsOf(IClusterDirectory directory) =>
        catalog.Activations.Where(activation => activation.Class.Strategy.IsUsingGrainDirectory && ReferenceEquals(directories.Of(activation.Class), directory));

    public IDirectoryTarget PeerOf(SiloAddress address) =>
        _peers.TryGetValue(address, out var peer) ? peer : _peers.GetOrAdd(address, SystemTargets.Get<IDirectoryTarget>(services, address, name));

    public async Task<bool> WaitForVersionAsync(MembershipVersion version, TimeSpan limit)
    {
        try
        {
            await membership.WaitForVersionAsync(version, limit).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Join(RingDirectory directory)
    {
        catalog.Add<IDirectoryTarget>(silo.SiloAddress, directory, name);
        membership.Subscribe(update =>
        {
            directory.OnMembershipChange(update.Snapshot);
            foreach (var change in update.Changes)
            {
                if (change.Status == SiloStatus.Dead)
                {
                    _peers.TryRemove(change.SiloAddress, out _);
                }
            }
        });
    }
}
