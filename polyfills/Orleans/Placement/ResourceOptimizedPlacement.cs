namespace Orleans.Runtime;

[GenerateSerializer, Immutable]
public sealed class ResourceOptimizedPlacement : PlacementStrategy;
