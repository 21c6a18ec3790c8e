using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

/// <summary>
/// The silo with the lowest load score among a few random ones; the local silo where it is within a margin of that.
/// </summary>
internal sealed class ResourceOptimizedPlacementDirector(SiloLoads loads, IOptions<ResourceOptimizedPlacementOptions> options) : BuiltInDirector
{
    protected override SiloAddress Choose(PlacementTarget target, IPlacementContext context, SiloAddress[] compatible)
    {
        if (compatible.Length == 1)
        {
            return compatible[0];
        }

        Random.Shared.Shuffle(compatible);
        var maxActivations = 1;
        foreach (var silo in compatible)
        {
            maxActivations = Math.Max(maxActivations, loads.Of(silo).ActivationCount);
        }

        var best = compatible[0];
        var bestScore = Score(best, maxActivations);
        var candidates = (int)Math.Ceiling(Math.Sqrt(compatible.Length));
        for (var i = 1; i < candidates; i++)
        {
            var score = Score(compatible[i], maxActivations);
            if (score < bestScore)
            {
                (best, bestScore) = (compatible[i], score);
            }
        }

        if (compatible.Contains(context.LocalSilo) && Score(context.LocalSilo, maxActivations) <= bestScore + (options.Value.LocalSiloPreferenceMargin / 100.0))
        {
            best = context.LocalSilo;
        }

        loads.CountPlacement(best);
        return best;
    }

    private double Score(SiloAddress silo, int maxActivations)
    {
        var load = loads.Of(silo);
        var weights = options.Value;
        double total = weights.CpuUsageWeight + weights.MemoryUsageWeight + weights.AvailableMemoryWeight + weights.MaxAvailableMemoryWeight + weights.ActivationCountWeight;
        if (total == 0)
        {
            return 0;
        }

        return ((weights.CpuUsageWeight * load.CpuUsage)
            + (weights.MemoryUsageWeight * load.MemoryUsage)
            + (weights.AvailableMemoryWeight * (1 - load.AvailableMemory))
            + (weights.ActivationCountWeight * load.ActivationCount / maxActivations)) / total;
    }
}
