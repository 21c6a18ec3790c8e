using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

[PreferLocalPlacement]
public sealed class LocalPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), ILocalPlaced;
