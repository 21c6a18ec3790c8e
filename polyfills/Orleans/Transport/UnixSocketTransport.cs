using System.Globalization;
using System.Net.Sockets;

namespace Orleans.Runtime;

/// <summary>Unix domain sockets, for processes of one machine: an endpoint is a file in the temporary folder, named by its port.</summary>
internal sealed class UnixSocketTransport(FrameLimits limits, TimeProvider time, ILogger<UnixSocketTransport> logger) : SocketTransport(limits, time, logger)
{
    protected override Socket CreateSocket(IPEndPoint endpoint) => new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    protected override EndPoint ToSocketEndPoint(IPEndPoint endpoint) => new UnixDomainSocketEndPoint(PathOf(endpoint));

    protected override void Prepare(Socket socket)
    {
    }

    protected override void OnListenerClosed(IPEndPoint endpoint) => File.Delete(PathOf(endpoint));

    private static string PathOf(IPEndPoint endpoint) =>
        Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"orleans-{endpoint.Port}.socket"));
}
