using Orleans.Placement;
using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

[OnlyFilter(1), RandomPlacement]
public sealed class FilteredPlacedGrain(ILocalSiloDetails silo) : WhereGrain(silo), IFilteredPlaced;
