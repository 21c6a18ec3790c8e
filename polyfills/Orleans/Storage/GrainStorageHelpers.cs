using System.Reflection;
using Orleans.Providers;

namespace Orleans.Storage;

public static class GrainStorageHelpers
{
    public static IGrainStorage GetGrainStorage(Type grainType, IServiceProvider services)
    {
        var name = grainType.GetCustomAttribute<StorageProviderAttribute>()?.ProviderName;
        return Find(services, name) ?? throw new BadProviderConfigException(
            string.IsNullOrEmpty(name)
                ? $"No default storage provider found loading grain type {grainType.FullName}."
                : $"No storage provider named \"{name}\" found loading grain type {grainType.FullName}.");
    }

    internal static IGrainStorage? Find(IServiceProvider services, string? name) =>
        string.IsNullOrEmpty(name) || name == ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME
            ? services.GetService<IGrainStorage>()
            : services.GetKeyedService<IGrainStorage>(name);
}
