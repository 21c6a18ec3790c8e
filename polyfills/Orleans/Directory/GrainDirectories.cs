using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>Which directory each grain type is registered in.</summary>
internal sealed class GrainDirectories(IServiceProvider services, GrainTypeMap types)
{
    private readonly ConcurrentDictionary<string, IGrainDirectory> _byName = new();
    private readonly ConcurrentDictionary<GrainType, IGrainDirectory> _byType = new();

    public bool HasDefaultReplaced => services.GetKeyedService<IGrainDirectory>(GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY) is not null;

    public IGrainDirectory Of(GrainClass grainClass) => grainClass.Directory ??= Find(grainClass.Properties);

    /// <summary>Also for grain types that only other silos have.</summary>
    public IGrainDirectory Of(GrainType grainType)
    {
        if (_byType.TryGetValue(grainType, out var known))
        {
            return known;
        }

        // A type that no silo is known to have may be one of a silo that is about to join.
        return types.PropertiesOf(grainType) is { } properties ? _byType.GetOrAdd(grainType, Find(properties)) : FindByName(GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY);
    }

    private IGrainDirectory Find(GrainProperties properties) =>
        FindByName(properties.Properties.GetValueOrDefault(WellKnownGrainTypeProperties.GrainDirectory, GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY));

    private IGrainDirectory FindByName(string name) => _byName.TryGetValue(name, out var directory) ? directory : _byName.GetOrAdd(name, Resolve);

    private IGrainDirectory Resolve(string name)
    {
        if (services.GetKeyedService<IGrainDirectory>(name) is { } directory)
        {
            return directory;
        }

        return name == GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY
            ? services.GetRequiredService<DefaultDirectory>()
            : throw new KeyNotFoundException($"There is no grain directory named '{name}': add it with AddGrainDirectory.");
    }
}
