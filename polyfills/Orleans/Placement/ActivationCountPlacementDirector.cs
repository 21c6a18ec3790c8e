using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>The silo with the fewest activations among a few random ones.</summary>
internal sealed class ActivationCountPlacementDirector(SiloLoads loads, IOptions<ActivationCountBasedPlacementOptions> options) : BuiltInDirector
{
    protected override SiloAddress Choose(PlacementTarget target, IPlacementContext context, SiloAddress[] compatible)
    {
        Random.Shared.Shuffle(compatible);
        var best = compatible[0];
        for (var i = 1; i < Math.Min(compatible.Length, options.Value.ChooseOutOf); i++)
        {
            if (loads.Of(compatible[i]).ActivationCount < loads.Of(best).ActivationCount)
            {
                best = compatible[i];
            }
        }

        loads.CountPlacement(best);
        return best;
    }
}
