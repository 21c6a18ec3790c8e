namespace Orleans.Polyfill;

/// <summary>How a <see cref="ClusterChaos"/> begins. The faults can be changed while the cluster runs.</summary>
public sealed class ChaosOptions
{
    /// <summary>
    /// Decides, with the names of sender and receiver and the number of the message between them, what becomes of a
    /// message: the same seed gives the same decisions. Which message is the how-many-th is up to the scheduler.
    /// </summary>
    public int Seed { get; set; }

    /// <summary>What happens to messages from silo to silo.</summary>
    public LinkFaults BetweenSilos { get; set; } = LinkFaults.None;

    /// <summary>What happens to messages from clients to the gateways of silos.</summary>
    public LinkFaults ToGateways { get; set; } = LinkFaults.None;

    /// <summary>What happens to messages from the gateways of silos to clients.</summary>
    public LinkFaults ToClients { get; set; } = LinkFaults.None;

    /// <summary>
    /// What becomes of messages across a partition: true keeps them until it heals, as a TCP connection that outlives
    /// the partition does; false, the default, loses them.
    /// </summary>
    public bool KeepMessagesDuringPartition { get; set; }

    /// <summary>The clock of delays. It is not the silos' clock.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
