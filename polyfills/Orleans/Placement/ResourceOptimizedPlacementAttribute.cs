namespace Orleans.Placement;

[AttributeUsage(AttributeTargets.Class)]
public sealed class ResourceOptimizedPlacementAttribute : PlacementAttribute
{
    public ResourceOptimizedPlacementAttribute()
        : base(new ResourceOptimizedPlacement())
    {
    }
}
