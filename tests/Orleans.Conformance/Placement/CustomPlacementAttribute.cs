using Orleans.Placement;

namespace Orleans.Conformance.Placement;

[AttributeUsage(AttributeTargets.Class)]
public sealed class CustomPlacementAttribute(int level) : PlacementAttribute(new CustomPlacement(level));
