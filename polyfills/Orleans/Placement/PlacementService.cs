using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>Asks the director of a grain's strategy where a new activation shall be.</summary>
internal sealed class PlacementService(
    GrainTypeMap types,
    ClusterManifests manifests,
    PlacementStrategyResolver strategies,
    PlacementDirectorResolver directors,
    PlacementFilters filters,
    MembershipManager membership,
    LocalSiloDetails silo,
    IOptions<SiloMessagingOptions> options) : IPlacementContext
{
    private ActiveSilos _active = new(null, []);

    public SiloAddress LocalSilo => silo.SiloAddress;

    public SiloStatus LocalSiloStatus => membership.LocalStatus;

    public async ValueTask<SiloAddress> PlaceAsync(GrainId grainId, GrainInterfaceType interfaceType, Dictionary<string, object>? requestContext)
    {
        await manifests.WaitAsync().ConfigureAwait(false);
        var strategy = strategies.GetPlacementStrategy(grainId.Type);
        var director = directors.GetPlacementDirector(strategy);
        var target = new PlacementTarget(grainId, requestContext!, interfaceType, types.VersionOf(interfaceType));
        return await director.OnAddActivation(strategy, target, this).ConfigureAwait(false);
    }

    public SiloAddress[] GetCompatibleSilos(PlacementTarget target)
    {
        var active = GetActiveSilos();
        if (options.Value.AssumeHomogenousSilosForTesting)
        {
            return active.Length > 0 ? [.. active] : throw new OrleansException($"No silo is active that {target.GrainIdentity} could be placed on.");
        }

        var able = Array.FindAll(active, candidate => IsCompatible(candidate, target));
        if (able.Length == 0)
        {
            throw new OrleansException($"No active silo has a grain class for {target.GrainIdentity.Type}{OfVersion(target)}.");
        }

        var filtered = filters.Apply(target, able);
        SiloAddress[] compatible = ReferenceEquals(filtered, able) ? able : [.. filtered];
        return compatible.Length > 0 ? compatible : throw new OrleansException($"The placement filters of {target.GrainIdentity.Type} leave no silo that {target.GrainIdentity} could be placed on.");
    }

    public IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target) => GetCompatibleSilos(target)
        .GroupBy(candidate => manifests.Of(candidate)?.Interfaces.GetValueOrDefault(target.InterfaceType) ?? 0)
        .ToDictionary(static group => group.Key, static group => group.ToArray());

    private static string OfVersion(PlacementTarget target) => target.InterfaceVersion == 0 ? string.Empty : $" and version {target.InterfaceVersion} of {target.InterfaceType}";

    /// <summary>Backward compatible: a newer version of an interface can be called by those who know an older one.</summary>
    private bool IsCompatible(SiloAddress candidate, PlacementTarget target) =>
        manifests.Of(candidate) is { } manifest
        && types.IsIn(manifest.Grains, target.GrainIdentity.Type)
        && (target.InterfaceVersion == 0 || manifest.Interfaces.GetValueOrDefault(target.InterfaceType) >= target.InterfaceVersion);

    private SiloAddress[] GetActiveSilos()
    {
        var snapshot = membership.Snapshot;
        var active = Volatile.Read(ref _active);
        if (!ReferenceEquals(active.Snapshot, snapshot))
        {
            active = new ActiveSilos(
                snapshot,
                [.. snapshot.Members.Values.Where(static member => member.Status == SiloStatus.Active).Select(static member => member.SiloAddress).Order()]);
            Volatile.Write(ref _active, active);
        }

        return active.Silos;
    }

    private sealed record ActiveSilos(ClusterMembershipSnapshot? Snapshot, SiloAddress[] Silos);
}
