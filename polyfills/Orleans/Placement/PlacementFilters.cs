using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace Orleans.Runtime;

internal sealed class PlacementFilters(IServiceProvider services, GrainTypeMap types)
{
    private readonly ConcurrentDictionary<GrainType, PlacementFilterStrategy[]> _strategies = new();

    public IEnumerable<SiloAddress> Apply(PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        foreach (var strategy in _strategies.GetOrAdd(target.GrainIdentity.Type, Resolve))
        {
            var director = services.GetRequiredKeyedService<IPlacementFilterDirector>(strategy.GetType());
            silos = director.Filter(strategy, target, silos);
        }

        return silos;
    }

    private PlacementFilterStrategy[] Resolve(GrainType grainType)
    {
        if (types.FindClass(grainType) is not { } grainClass
            || !grainClass.Properties.Properties.TryGetValue(WellKnownGrainTypeProperties.PlacementFilter, out var names))
        {
            return [];
        }

        var strategies = names.Split(',').Select(name =>
            services.GetKeyedService<PlacementFilterStrategy>(name)
            ?? throw new KeyNotFoundException($"Grain type {grainType} names placement filter {name}, which is not registered: use AddPlacementFilter.")).ToArray();
        foreach (var strategy in strategies)
        {
            strategy.Initialize(grainClass.Properties);
        }

        return [.. strategies.OrderBy(strategy => strategy.Order)];
    }
}
