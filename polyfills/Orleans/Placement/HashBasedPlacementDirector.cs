using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

internal sealed class HashBasedPlacementDirector : BuiltInDirector
{
    protected override SiloAddress Choose(PlacementTarget target, IPlacementContext context, SiloAddress[] compatible)
    {
        Array.Sort(compatible);
        return compatible[target.GrainIdentity.GetUniformHashCode() % (uint)compatible.Length];
    }
}
