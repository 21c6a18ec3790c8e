namespace Orleans.Conformance.Placement;

public sealed class UnregisteredPlacementAttribute() : Orleans.Placement.PlacementAttribute(new UnregisteredPlacement());
