namespace Orleans.Runtime;

[GenerateSerializer, Immutable]
public sealed class PreferLocalPlacement : PlacementStrategy;
