namespace Orleans.Runtime;

/// <summary>For a transport that does not count: nothing has been received.</summary>
internal sealed class NoPeerTraffic : IPeerTraffic
{
    public TimeSpan? SinceLastReceived(SiloAddress silo) => null;
}
