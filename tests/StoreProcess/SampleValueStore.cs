using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Ray.Store;
using Orleans.Serialization;
using Orleans.Serialization.Configuration;

namespace Orleans.Ray.StoreProcess;

internal static class SampleValueStore
{
    /// <summary>Values over a store, or over a connection to one, with the types that a serializer of this process knows.</summary>
    public static ValueStore Over(IObjectStore store)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        return new ValueStore(store, services.GetRequiredService<IOptions<TypeManifestOptions>>().Value, new ObjectStoreLog(NullLogger.Instance));
    }
}
