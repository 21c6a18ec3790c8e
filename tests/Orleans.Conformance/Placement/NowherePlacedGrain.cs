using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

[OnlyFilter(99)]
public sealed class NowherePlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), INowherePlaced;
