using Orleans.Conformance.Shared;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Conformance.Placement;

/// <summary>Does what the request context of the first call says, and keeps what it has seen.</summary>
public sealed class CustomPlacementDirector : IPlacementDirector
{
    public static System.Collections.Concurrent.ConcurrentDictionary<string, List<Decision>> Decisions { get; } = new();

    public async Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString()!;
        var decision = new Decision(
            context.LocalSilo,
            ((CustomPlacement)strategy).Level,
            target.RequestContextData,
            !RequestContext.Keys.Any(),
            TaskScheduler.Current);
        var decisions = Decisions.GetOrAdd(key, _ => []);
        lock (decisions)
        {
            decisions.Add(decision);
        }

        if (target.RequestContextData is { } data)
        {
            if (data.TryGetValue("fail", out var message))
            {
                throw new InvalidOperationException((string)message);
            }

            if (data.TryGetValue("wait", out var signal))
            {
                Signals.Set($"{signal} begun");
                await Signals.Wait((string)signal);
            }

            if (data.TryGetValue("to", out var silo))
            {
                return (SiloAddress)silo;
            }
        }

        return context.GetCompatibleSilos(target).Order().First();
    }
}
