using System.Net;
using System.Net.Sockets;

namespace Orleans.Ray;

/// <summary>Two free loopback ports for one embedded silo. No other silo of this process gets them while they are held.</summary>
internal sealed class PortPair : IDisposable
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<int> Held = [];

    private PortPair(int silo, int gateway)
    {
        Silo = silo;
        Gateway = gateway;
    }

    public int Silo { get; }

    public int Gateway { get; }

    public static PortPair Take()
    {
        // The system may hand out a port that another silo was given and has not bound yet. Those found stay bound until the end, so
        // that the next one differs.
        var found = new List<TcpListener>();
        try
        {
            lock (Gate)
            {
                return new PortPair(TakeOne(found), TakeOne(found));
            }
        }
        finally
        {
            found.ForEach(static listener => listener.Dispose());
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            Held.Remove(Silo);
            Held.Remove(Gateway);
        }
    }

    private static int TakeOne(List<TcpListener> found)
    {
        while (true)
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            found.Add(listener);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (Held.Add(port))
            {
                return port;
            }
        }
    }
}
