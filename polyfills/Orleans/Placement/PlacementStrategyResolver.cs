namespace Orleans.Runtime.Placement;

public sealed class PlacementStrategyResolver
{
    private readonly ConcurrentDictionary<GrainType, PlacementStrategy> _strategies = new();
    private readonly IServiceProvider _services;
    private readonly GrainTypeMap _types;

    internal PlacementStrategyResolver(IServiceProvider services, GrainTypeMap types)
    {
        _services = services;
        _types = types;
    }

    public PlacementStrategy GetPlacementStrategy(GrainType grainType) =>
        _strategies.TryGetValue(grainType, out var strategy) ? strategy : _strategies.GetOrAdd(grainType, Resolve(grainType));

    private PlacementStrategy Resolve(GrainType grainType)
    {
        if (_types.FindClass(grainType) is not { } grainClass
            || !grainClass.Properties.Properties.TryGetValue(WellKnownGrainTypeProperties.PlacementStrategy, out var name))
        {
            return _services.GetRequiredService<PlacementStrategy>();
        }

        var strategy = _services.GetKeyedService<PlacementStrategy>(name)
            ?? throw new KeyNotFoundException($"Grain type {grainType} names placement strategy {name}, which is not registered: use AddPlacementDirector.");
        strategy.Initialize(grainClass.Properties);
        return strategy;
    }
}
