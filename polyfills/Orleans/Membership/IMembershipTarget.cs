namespace Orleans.Runtime;

/// <summary>The membership protocol's part of a silo, as the other silos call it.</summary>
internal interface IMembershipTarget : ISystemTarget
{
    /// <summary>The table has at least this version.</summary>
    ValueTask OnChanged(MembershipVersion version);

    ValueTask<SiloStatus> Ping();

    /// <summary>Pings another silo for the caller, which could not.</summary>
    ValueTask<ProbeOutcome> Probe(SiloAddress silo, TimeSpan timeout);
}
