using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Storage;

namespace Orleans.Hosting;

public static class SystemTextJsonSerializerExtensions
{
    public static ISiloBuilder UseSystemTextJsonGrainStorageSerializer(this ISiloBuilder siloBuilder)
    {
        siloBuilder.Services.Replace(ServiceDescriptor.Singleton<IGrainStorageSerializer, SystemTextJsonGrainStorageSerializer>());
        return siloBuilder;
    }
}
