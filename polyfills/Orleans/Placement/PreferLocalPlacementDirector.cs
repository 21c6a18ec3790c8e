using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

internal sealed class PreferLocalPlacementDirector : BuiltInDirector
{
    protected override SiloAddress Choose(PlacementTarget target, IPlacementContext context, SiloAddress[] compatible) =>
        compatible.Contains(context.LocalSilo) ? context.LocalSilo : compatible[Random.Shared.Next(compatible.Length)];
}
