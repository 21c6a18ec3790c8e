namespace Orleans.Runtime;

internal sealed class PeerTraffic(SiloConnections connections, TimeProvider time) : IPeerTraffic
{
    public TimeSpan? SinceLastReceived(SiloAddress silo) => connections.LastReceived(silo) is { } last ? time.GetElapsedTime(last) : null;
}
