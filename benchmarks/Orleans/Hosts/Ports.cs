using System.Net;
using System.Net.Sockets;

namespace OrleansBenchmark.Hosts;

/// <summary>Where a silo listens.</summary>
internal sealed record Ports(int Silo, int Gateway)
{
    public static Ports FindFree()
    {
        using var silo = Listen();
        using var gateway = Listen();
        return new Ports(PortOf(silo), PortOf(gateway));
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
