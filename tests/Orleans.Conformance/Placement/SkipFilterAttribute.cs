using Orleans.Placement;

namespace Orleans.Conformance.Placement;

public sealed class SkipFilterAttribute() : PlacementFilterAttribute(new SkipFilter());
