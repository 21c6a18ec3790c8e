namespace Orleans.Runtime;

/// <summary>The messages of the membership protocol, from this silo to another.</summary>
internal interface IMembershipPeers
{
    /// <summary>Completes when the silo has answered.</summary>
    Task PingAsync(SiloAddress silo);

    /// <summary>Asks a third silo to ping this one.</summary>
    Task<ProbeOutcome> PingThroughAsync(SiloAddress intermediary, SiloAddress silo, TimeSpan timeout);

    /// <summary>Completes when the silo has read a table of at least this version.</summary>
    Task TellAsync(SiloAddress silo, MembershipVersion version);
}
