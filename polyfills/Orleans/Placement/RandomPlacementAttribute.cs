namespace Orleans.Placement;

[AttributeUsage(AttributeTargets.Class)]
public sealed class RandomPlacementAttribute : PlacementAttribute
{
    public RandomPlacementAttribute()
        : base(new RandomPlacement())
    {
    }
}
