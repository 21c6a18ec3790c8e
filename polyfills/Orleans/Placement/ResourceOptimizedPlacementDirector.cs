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
        var mostActivations = 1;
        var mostMemory = 1L;
        foreach (var silo in compatible)
        {
            var load = loads.Of(silo);
            mostActivations = Math.Max(mostActivations, load.ActivationCount);
            mostMemory = Math.Max(mostMemory, load.MaxAvailableMemoryBytes);
        }

        var best = compatible[0];
        var bestScore = Score(best, mostActivations, mostMemory);
        var candidates = (int)Math.Ceiling(Math.Sqrt(compatible.Length));
        for (var i = 1; i < candidates; i++)
        {
            var score = Score(compatible[i], mostActivations, mostMemory);
            if (score < bestScore)
            {
                (best, bestScore) = (compatible[i], score);
            }
        }

        if (compatible.Contains(context.LocalSilo)
            && Score(context.LocalSilo, mostActivations, mostMemory) <= bestScore + (options.Value.LocalSiloPreferenceMargin / 100.0))
        {
            best = context.LocalSilo;
        }

        loads.CountPlacement(best);
        return best;
    }

    /// <summary>Between 0, the best, and 1.</summary>
    private double Score(SiloAddress silo, int mostActivations, long mostMemory)
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
            + (weights.MaxAvailableMemoryWeight * (1 - ((double)load.MaxAvailableMemoryBytes / mostMemory)))
            + ((double)weights.ActivationCountWeight * load.ActivationCount / mostActivations)) / total;
    }
}
