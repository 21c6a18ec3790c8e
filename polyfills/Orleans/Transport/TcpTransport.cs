using System.Net.Sockets;

namespace Orleans.Runtime;

/// <summary>TCP: what silos and clients use unless told otherwise.</summary>
internal sealed class TcpTransport(FrameLimits limits, TimeProvider time, ILogger<TcpTransport> logger) : SocketTransport(limits, time, logger)
{
    // A peer whose machine has vanished is noticed after about a minute and a half without traffic.
    private const int KeepAliveIdleSeconds = 60;
    private const int KeepAliveIntervalSeconds = 5;
    private const int KeepAliveRetries = 6;

    protected override Socket CreateSocket(IPEndPoint endpoint) => new(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

    protected override EndPoint ToSocketEndPoint(IPEndPoint endpoint) => endpoint;

    protected override void Prepare(Socket socket)
    {
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveIdleSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveRetries);
    }
}
