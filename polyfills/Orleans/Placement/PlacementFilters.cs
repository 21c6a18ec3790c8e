using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

internal sealed class PlacementFilters(IServiceProvider services, GrainTypeMap types)
{
    private readonly ConcurrentDictionary<GrainType, PlacementFilterStrategy[]> _strategies = new();

    public IEnumerable<SiloAddress> Apply(PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        foreach (var strategy in StrategiesOf(target.GrainIdentity.Type))
        {
            var director = services.GetRequiredKeyedService<IPlacementFilterDirector>(strategy.GetType());
            silos = director.Filter(strategy, target, silos);
        }

        return silos;
    }

    private PlacementFilterStrategy[] StrategiesOf(GrainType grainType)
    {
        if (_strategies.TryGetValue(grainType, out var known))
        {
            return known;
        }

        return types.PropertiesOf(grainType) is { } properties ? _strategies.GetOrAdd(grainType, Resolve(grainType, properties)) : [];
    }

    private PlacementFilterStrategy[] Resolve(GrainType grainType, GrainProperties properties)
    {
        if (!properties.Properties.TryGetValue(WellKnownGrainTypeProperties.PlacementFilter, out var names))
        {
            return [];
        }

        var strategies = names.Split(',').Select(name =>
            services.GetKeyedService<PlacementFilterStrategy>(name)
            ?? throw new KeyNotFoundException($"Grain type {grainType} names placement filter {name}, which is not registered: use AddPlacementFilter.")).ToArray();
        foreach (var strategy in strategies)
        {
            strategy.Initialize(properties);
        }

        return [.. strategies.OrderBy(static strategy => strategy.Order)];
    }
}
