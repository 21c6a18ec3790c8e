using Orleans.Placement;

namespace Orleans.Conformance.Placement;

/// <summary>Leaves all but the first silo in the order of addresses, before <see cref="OnlyFilter"/> chooses.</summary>
public sealed class SkipFilter() : PlacementFilterStrategy(order: 0);
