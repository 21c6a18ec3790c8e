using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>Asks the director of a grain's strategy where a new activation shall be.</summary>
internal sealed class PlacementService(
    GrainTypeMap types,
    PlacementStrategyResolver strategies,
    PlacementDirectorResolver directors,
    PlacementFilters filters,
    MembershipManager membership,
    LocalSiloDetails silo,
    IOptions<SiloMessagingOptions> options) : IPlacementContext
{
    private CompatibleSilos _active = new(null, []);

    public SiloAddress LocalSilo => silo.SiloAddress;

    public SiloStatus LocalSiloStatus => membership.LocalStatus;

    public async Task<SiloAddress> PlaceAsync(GrainId grainId, GrainInterfaceType interfaceType, Dictionary<string, object>? requestContext)
    {
        var strategy = strategies.GetPlacementStrategy(grainId.Type);
        var director = directors.GetPlacementDirector(strategy);
        var target = new PlacementTarget(grainId, requestContext!, interfaceType, 0);
        return await director.OnAddActivation(strategy, target, this).ConfigureAwait(false);
    }

    public SiloAddress[] GetCompatibleSilos(PlacementTarget target)
    {
        if (types.FindClass(target.GrainIdentity.Type) is null)
        {
            throw new OrleansException($"No silo of this cluster has a grain class for {target.GrainIdentity.Type}.");
        }

        var active = ActiveSilos();
        var compatible = options.Value.AssumeHomogenousSilosForTesting ? active : Filtered(target, active);
        return compatible.Length > 0 ? compatible : throw new OrleansException($"No silo is active that {target.GrainIdentity} could be placed on.");
    }

    public IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target) =>
        new Dictionary<ushort, SiloAddress[]> { [target.InterfaceVersion] = GetCompatibleSilos(target) };

    private SiloAddress[] Filtered(PlacementTarget target, SiloAddress[] active)
    {
        var filtered = filters.Apply(target, active);
        return ReferenceEquals(filtered, active) ? active : [.. filtered];
    }

    private SiloAddress[] ActiveSilos()
    {
        var snapshot = membership.Snapshot;
        var active = Volatile.Read(ref _active);
        if (!ReferenceEquals(active.Snapshot, snapshot))
        {
            active = new CompatibleSilos(
                snapshot,
                [.. snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress).Order()]);
            Volatile.Write(ref _active, active);
        }

        // A copy: the caller may keep it or sort it.
        return [.. active.Silos];
    }

    private sealed record CompatibleSilos(ClusterMembershipSnapshot? Snapshot, SiloAddress[] Silos);
}
