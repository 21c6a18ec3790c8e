using Orleans.Placement;

namespace Orleans.Conformance.Placement;

public sealed class OnlyFilterAttribute(int place) : PlacementFilterAttribute(new OnlyFilter(place));
