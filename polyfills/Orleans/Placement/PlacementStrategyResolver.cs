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

    public PlacementStrategy GetPlacementStrategy(GrainType grainType)
    {
        if (_strategies.TryGetValue(grainType, out var strategy))
        {
            return strategy;
        }

        // A type that no silo is known to have may be one of a silo that is about to join.
        return _types.PropertiesOf(grainType) is { } properties
            ? _strategies.GetOrAdd(grainType, Resolve(grainType, properties))
            : _services.GetRequiredService<PlacementStrategy>();
    }

    private PlacementStrategy Resolve(GrainType grainType, GrainProperties properties)
    {
        if (!properties.Properties.TryGetValue(WellKnownGrainTypeProperties.PlacementStrategy, out var name))
        {
            return _services.GetRequiredService<PlacementStrategy>();
        }

        var strategy = _services.GetKeyedService<PlacementStrategy>(name)
            ?? throw new KeyNotFoundException($"Grain type {grainType} names placement strategy {name}, which is not registered: use AddPlacementDirector.");
        strategy.Initialize(properties);
        return strategy;
    }
}
