using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

[HashBasedPlacement]
public sealed class HashPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), IHashPlaced;
