using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Conformance.Shared;

/// <summary>Makes a grain's first call with the hint that the built-in directors honour.</summary>
internal static class Placed
{
    public static async Task On(SiloAddress silo, Func<Task> firstCall)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
        try
        {
            await firstCall();
        }
        finally
        {
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        }
    }
}
