using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

[OnlyFilter(1), SkipFilter, RandomPlacement]
public sealed class TwiceFilteredPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), ITwiceFilteredPlaced;
