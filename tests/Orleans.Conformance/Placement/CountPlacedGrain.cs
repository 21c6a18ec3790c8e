using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

[ActivationCountBasedPlacement]
public sealed class CountPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), ICountPlaced;
