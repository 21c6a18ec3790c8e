namespace Orleans.Runtime;

[GenerateSerializer, Immutable]
public sealed class ActivationCountBasedPlacement : PlacementStrategy;
