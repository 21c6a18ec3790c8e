using System.Net.Sockets;

namespace Orleans.Hosting;

public static class EndpointOptionsExtensions
{
    public static ISiloBuilder ConfigureEndpoints(this ISiloBuilder builder, IPAddress advertisedIP, int siloPort, int gatewayPort, bool listenOnAnyHostAddress = false)
    {
        ArgumentNullException.ThrowIfNull(advertisedIP);
        return builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = advertisedIP;
            Apply(options, siloPort, gatewayPort, listenOnAnyHostAddress);
        });
    }

    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder, string? hostname, int siloPort, int gatewayPort, AddressFamily addressFamily = AddressFamily.InterNetwork, bool listenOnAnyHostAddress = false) =>
        builder.Configure<EndpointOptions>(options =>
        {
            if (!string.IsNullOrEmpty(hostname))
            {
                options.AdvertisedIPAddress = Array.Find(Dns.GetHostAddresses(hostname), address => address.AddressFamily == addressFamily)
                    ?? throw new OrleansConfigurationException($"Host {hostname} has no address of family {addressFamily}.");
            }

            Apply(options, siloPort, gatewayPort, listenOnAnyHostAddress);
        });

    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder, int siloPort, int gatewayPort, AddressFamily addressFamily = AddressFamily.InterNetwork, bool listenOnAnyHostAddress = false) =>
        builder.ConfigureEndpoints((string?)null, siloPort, gatewayPort, addressFamily, listenOnAnyHostAddress);

    private static void Apply(EndpointOptions options, int siloPort, int gatewayPort, bool listenOnAnyHostAddress)
    {
        options.SiloPort = siloPort;
        options.GatewayPort = gatewayPort;
        if (listenOnAnyHostAddress)
        {
            options.SiloListeningEndpoint = new IPEndPoint(IPAddress.Any, siloPort);
            options.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Any, gatewayPort);
        }
    }
}
