namespace Orleans.Runtime;

/// <summary>What the connections to other silos know about whether those live.</summary>
internal interface IPeerTraffic
{
    /// <summary>How long ago bytes came over a connection to the silo that is open now; null without one.</summary>
    TimeSpan? SinceLastReceived(SiloAddress silo);
}
