namespace Orleans.Placement;

[AttributeUsage(AttributeTargets.Class)]
public sealed class ActivationCountBasedPlacementAttribute : PlacementAttribute
{
    public ActivationCountBasedPlacementAttribute()
        : base(new ActivationCountBasedPlacement())
    {
    }
}
