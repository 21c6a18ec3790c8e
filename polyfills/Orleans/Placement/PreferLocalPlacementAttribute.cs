namespace Orleans.Placement;

[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute : PlacementAttribute
{
    public PreferLocalPlacementAttribute()
        : base(new PreferLocalPlacement())
    {
    }
}
