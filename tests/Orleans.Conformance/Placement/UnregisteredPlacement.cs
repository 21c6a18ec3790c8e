using Orleans.Runtime;

namespace Orleans.Conformance.Placement;

public sealed class UnregisteredPlacement : PlacementStrategy;
