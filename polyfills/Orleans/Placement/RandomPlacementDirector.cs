using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

internal sealed class RandomPlacementDirector : BuiltInDirector
{
    protected override SiloAddress Choose(PlacementTarget target, IPlacementContext context, SiloAddress[] compatible) =>
        compatible[Random.Shared.Next(compatible.Length)];
}
