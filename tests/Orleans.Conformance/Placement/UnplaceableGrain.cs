using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

[UnregisteredPlacement]
public sealed class UnplaceableGrain(ILocalSiloDetails silo) : WhereGrain(silo), IUnplaceable;
