using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public sealed class OnOneSiloGrain(ILocalSiloDetails silo) : WhereGrain(silo), IOnOneSilo;
