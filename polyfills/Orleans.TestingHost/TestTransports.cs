using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;

namespace Orleans.TestingHost;

internal static class TestTransports
{
    public static void Use(IServiceCollection services, ConnectionTransportType transport)
    {
        switch (transport)
        {
            case ConnectionTransportType.InMemory:
                services.Replace(ServiceDescriptor.Singleton<ITransport, InProcessTransport>());
                break;
            default:
                throw new NotSupportedException($"Connection transport {transport} is not available: use {ConnectionTransportType.InMemory}.");
        }
    }
}
