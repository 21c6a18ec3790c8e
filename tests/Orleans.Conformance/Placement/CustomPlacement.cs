using Orleans.Conformance.Shared;
using Orleans.Metadata;
using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Conformance.Placement;

[Serializable]
public sealed class CustomPlacement : PlacementStrategy
{
    public int Level { get; private set; }

    public CustomPlacement()
    {
    }

    public CustomPlacement(int level) => Level = level;

    public override void Initialize(GrainProperties properties) =>
        Level = int.Parse(properties.Properties["conformance.level"], System.Globalization.CultureInfo.InvariantCulture);

    public override void PopulateGrainProperties(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
        properties["conformance.level"] = Level.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

[AttributeUsage(AttributeTargets.Class)]
public sealed class CustomPlacementAttribute(int level) : PlacementAttribute(new CustomPlacement(level));

public sealed record Decision(SiloAddress Decider, int Level, Dictionary<string, object>? Context, bool AmbientIsEmpty, TaskScheduler Scheduler);

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
