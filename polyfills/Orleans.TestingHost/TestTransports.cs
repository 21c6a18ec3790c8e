using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;

namespace Orleans.TestingHost;

internal static class TestTransports
{
    public static void Use(IServiceCollection services, ConnectionTransportType transport)
    {
        services.Replace(transport switch
        {
            ConnectionTransportType.TcpSocket => ServiceDescriptor.Singleton<ITransport, TcpTransport>(),
            ConnectionTransportType.InMemory => ServiceDescriptor.Singleton<ITransport, InProcessTransport>(),
            ConnectionTransportType.UnixSocket => ServiceDescriptor.Singleton<ITransport, UnixSocketTransport>(),
            _ => throw new ArgumentOutOfRangeException(nameof(transport), transport, "There is no such transport."),
        });
    }
}
