using Orleans.GrainDirectory;

namespace Orleans.Runtime;

/// <summary>Which directory each grain class is registered in.</summary>
internal sealed class GrainDirectories(IServiceProvider services)
{
    private readonly ConcurrentDictionary<string, IGrainDirectory> _byName = new();

    public IGrainDirectory Of(GrainClass? grainClass)
    {
        var name = grainClass is not null && grainClass.Properties.Properties.TryGetValue(WellKnownGrainTypeProperties.GrainDirectory, out var named)
            ? named
            : GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY;
        return _byName.TryGetValue(name, out var directory) ? directory : _byName.GetOrAdd(name, Resolve);
    }

    private IGrainDirectory Resolve(string name)
    {
        if (services.GetKeyedService<IGrainDirectory>(name) is { } directory)
        {
            return directory;
        }

        return name == GrainDirectoryAttribute.DEFAULT_GRAIN_DIRECTORY
            ? services.GetRequiredService<DistributedDirectory>()
            : throw new KeyNotFoundException($"There is no grain directory named '{name}'.");
    }
}
