using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Polyfills.Placement;

internal sealed class FixedContext(SiloAddress local, params SiloAddress[] compatible) : IPlacementContext
{
    public SiloAddress LocalSilo => local;

    public SiloStatus LocalSiloStatus => SiloStatus.Active;

    public SiloAddress[] GetCompatibleSilos(PlacementTarget target) => [.. compatible];

    public IReadOnlyDictionary<ushort, SiloAddress[]> GetCompatibleSilosWithVersions(PlacementTarget target) => throw new NotSupportedException();
}
