using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

[RandomPlacement]
public sealed class RandomPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), IRandomPlaced;
