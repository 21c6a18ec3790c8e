using System.Net;
using System.Net.Sockets;

namespace Orleans.Redis.Conformance.Shared;

/// <summary>
/// Ports that nobody listens at, below those that systems give to outgoing connections: a client that tries to reach a dead
/// server could otherwise be given the server's own port, and connect to itself.
/// </summary>
internal static class Ports
{
    private const int First = 20000;
    private const int Count = 12000;

    private static int _last = Random.Shared.Next(Count);

    public static int Next()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref _last) & int.MaxValue) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one, then.
            }
        }
    }
}
