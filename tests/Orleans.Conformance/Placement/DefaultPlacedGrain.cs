using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public sealed class DefaultPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), IDefaultPlaced;
