using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>What the built-in directors share: a hint in the request context comes before their own choice.</summary>
internal abstract class BuiltInDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var compatible = context.GetCompatibleSilos(target);
        return Task.FromResult(IPlacementDirector.GetPlacementHint(target.RequestContextData, compatible) ?? Choose(target, context, compatible));
    }

    protected abstract SiloAddress Choose(PlacementTarget target, IPlacementContext context, SiloAddress[] compatible);
}
